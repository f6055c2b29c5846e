import type { ErrorDefinition } from './error-definition.ts';

/** Calls of models through the gateway. */
export const GATEWAY_ERRORS = {
  MODEL_NOT_FOUND: {
    status: 404,
    message: 'The model `{model}` is not known to this gateway.',
    action: 'GET /v1/models lists the models; PROVIDER/MODEL reaches any model of a provider.',
    retryable: false,
  },
  FIELD_UNSUPPORTED: {
    status: 400,
    message: 'The chosen provider cannot be asked for this: {field}.',
    action: 'Leave it out, or choose a model of a provider that speaks the dialect of the request.',
    retryable: false,
  },
  RESPONSES_FIELD_UNSUPPORTED: {
    status: 400,
    message:
      'The Responses API is served here without a store and without tools of its own: {param}: {reason}.',
    action:
      'Leave it out; the whole conversation can be sent as input, and functions can be offered as tools.',
    retryable: false,
  },
  PROVIDER_UNREACHABLE: {
    status: 502,
    message: 'The provider {provider} could not be reached: {reason}',
    action: 'Check the base URL of the provider and that its server is running.',
    retryable: true,
  },
  PROVIDER_TIMEOUT: {
    status: 504,
    message: 'The provider {provider} did not answer within {seconds} seconds.',
    action: 'Try again, or raise the time limit of the provider.',
    retryable: true,
  },
  PROVIDER_STREAM_CUT: {
    status: 502,
    message: 'The stream of the provider {provider} ended before its end marker: {reason}',
    action: 'What arrived so far is incomplete; send the request again.',
    retryable: true,
  },
  PROVIDER_STREAM_STALLED: {
    status: 504,
    message: 'The stream of the provider {provider} sent nothing for {seconds} seconds.',
    action: 'What arrived so far is incomplete; send the request again.',
    retryable: true,
  },
  PROVIDER_ANSWER_MALFORMED: {
    status: 502,
    message: 'The provider {provider} sent an answer that is not in its dialect: {reason}',
    action:
      'Check that the base URL is the address of an API of the dialect that the provider was added with.',
    retryable: true,
  },
  TARGET_OPEN: {
    status: 503,
    message: '{target} failed too often and is not called for now.',
    action: 'Try again in {seconds} seconds, when it is tried again, or give the route another target.',
    retryable: true,
  },
  TARGET_FULL: {
    status: 503,
    message: '{target} has {limit} calls under way already.',
    action: 'Send the request again in a few seconds, or give the route another target.',
    retryable: true,
  },
  ROUTE_WITHOUT_TARGET: {
    status: 503,
    message: 'No target of the route {model} exists any more.',
    action: 'Give the route targets of providers that exist.',
    retryable: false,
  },
  CALL_TIMEOUT: {
    status: 504,
    message: 'The call was not complete within {seconds} seconds.',
    action: 'Try again, or raise the time limit of the route.',
    retryable: true,
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    message: 'The Idempotency-Key is longer than {limit} characters.',
    action: 'Use a short random key, such as a UUID.',
    retryable: false,
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    message: 'This Idempotency-Key was used for a different request.',
    action: 'Use a new key for each request, and the same one only to repeat it.',
    retryable: false,
  },
  IDEMPOTENCY_ANSWER_TOO_LARGE: {
    status: 409,
    message: 'The answer to this Idempotency-Key is larger than {limit} bytes and was not kept.',
    action: 'Send the request with a new key; it is then answered, and billed, again.',
    retryable: false,
  },
  SHUTTING_DOWN: {
    status: 503,
    message: 'The engine is stopping.',
    action: 'Send the request again in a few seconds.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorDefinition>;
