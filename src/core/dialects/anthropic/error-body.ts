import type { UpstreamError } from '../canonical.ts';
import type { CallerError } from '../ingress.ts';
import { jsonBytes } from '../json-body.ts';
import { record, text } from '../json-fields.ts';
import { retryAfterMs, shouldRetry } from '../retry-hints.ts';

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** The type that Anthropic gives an error with this HTTP status. */
export function errorType(status: number): string {
  return TYPES[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}

/** "Overloaded, try again" is 503 elsewhere and 529 here. */
function ownStatus(status: number): number {
  return status === 503 ? 529 : status;
}

/** The registry's code, or the upstream's, is among the details, where Anthropic puts its own finer codes. */
function errorBody({ status, code, message, param }: CallerError, requestId: string): object {
  const details = { ...(code === null ? {} : { error_code: code }), ...(param === null ? {} : { param }) };
  const error = { type: errorType(ownStatus(status)), message, details };
  return { type: 'error', error, request_id: requestId };
}

export function writeError(error: CallerError, requestId: string): { status: number; body: Uint8Array } {
  return { status: ownStatus(error.status), body: jsonBytes(errorBody(error, requestId)) };
}

export function writeErrorEvent(error: CallerError, requestId: string): Uint8Array {
  return Buffer.from(`event: error\ndata: ${JSON.stringify(errorBody(error, requestId))}\n\n`);
}

/** Of the finer codes, those that no waiting heals. */
const NEVER_HEALS = new Set(['enforced_spend_limit_reached', 'contract_spend_limit_reached']);

export function readError(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: unknown,
): UpstreamError {
  const error = record(record(body)?.error);
  const code = text(record(error?.details)?.error_code);
  const never = code !== null && NEVER_HEALS.has(code);
  return {
    type: code ?? text(error?.type) ?? errorType(status),
    message: text(error?.message) ?? `The provider answered ${status}.`,
    retryAfterMs: retryAfterMs(headers),
    canHeal: never ? false : shouldRetry(headers),
  };
}
