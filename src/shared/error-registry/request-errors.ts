import type { ErrorDefinition } from './error-definition.ts';

/** What is wrong with a request, at any door. */
export const REQUEST_ERRORS = {
  BODY_NOT_JSON: {
    status: 400,
    message: 'The request body is not valid JSON: {reason}',
    action: 'Send a JSON object with Content-Type: application/json.',
    retryable: false,
  },
  BODY_INVALID: {
    status: 400,
    message: 'The request is not valid: {reason}',
    action: 'Correct the named field and send the request again.',
    retryable: false,
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than {limit} bytes ({measured}).',
    action: 'Send smaller requests or batches, or raise the limit in the settings.',
    retryable: false,
  },
  CONTENT_TYPE_UNSUPPORTED: {
    status: 415,
    message: 'Content-Type {given} is not supported here.',
    action: 'Use {supported}.',
    retryable: false,
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 415,
    message: 'Content-Encoding {given} is not supported here.',
    action: 'Send the body uncompressed or with gzip.',
    retryable: false,
  },
  CONTENT_ENCODING_BROKEN: {
    status: 400,
    message: 'The gzip body could not be decompressed: {reason}',
    action: 'Check that the body is complete and really gzip.',
    retryable: false,
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request body did not arrive within {seconds} seconds.',
    action: 'Check the connection and send the request again.',
    retryable: true,
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is nothing at {method} {path}.',
    action: 'Check the address; /api/v1/openapi.json lists the REST calls.',
    retryable: false,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: '{method} is not possible at {path}.',
    action: 'Use {allowed}.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
