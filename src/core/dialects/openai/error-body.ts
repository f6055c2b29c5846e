import type { UpstreamError } from '../canonical.ts';
import type { CallerError } from '../ingress.ts';
import { jsonBytes } from '../json-body.ts';
import { record, text } from '../json-fields.ts';
import { retryAfterMs, shouldRetry } from '../retry-hints.ts';

/** OpenAI's error shape. */
function errorBody({ code, message, param }: CallerError, status: number): object {
  return { error: { message, type: errorType(status), param, code } };
}

/** The type that OpenAI gives an error with this HTTP status. */
export function errorType(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

export function writeError(error: CallerError): { status: number; body: Uint8Array } {
  // Anthropic's "overloaded" is not known to OpenAI's clients, whose own is 503.
  const status = error.status === 529 ? 503 : error.status;
  return { status, body: jsonBytes(errorBody(error, status)) };
}

/** SDKs throw when the data of an event hold `error`. */
export function writeErrorEvent(error: CallerError): Uint8Array {
  return Buffer.from(`data: ${JSON.stringify(errorBody(error, error.status))}\n\n`);
}

/** The message of an error body, in any of the shapes that compatible servers use; null when there is none. */
export function errorMessage(body: unknown): string | null {
  const fields = record(body);
  if (fields === null) return null;
  const error = fields.error;
  const candidates = [record(error)?.message, error, fields.message, fields.detail];
  const found = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof found === 'string' ? found : null;
}

/** Quotas are not a matter of waiting, though they come as 429. */
const NEVER_HEALS = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);

export function readError(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: unknown,
): UpstreamError {
  const error = record(record(body)?.error);
  const names = [text(error?.code), text(error?.type)].filter((name) => name !== null);
  return {
    type: names[0] ?? errorType(status),
    message: errorMessage(body) ?? `The provider answered ${status}.`,
    retryAfterMs: retryAfterMs(headers),
    canHeal: names.some((name) => NEVER_HEALS.has(name)) ? false : shouldRetry(headers),
  };
}
