import type { SignalboxError } from '../../../shared/errors.ts';
import { record } from './usage.ts';

/** OpenAI's error shape. */
export interface OpenAiError {
  error: { message: string; type: string; param: string | null; code: string | null };
}

/** An error of the registry as OpenAI's SDKs expect it. The message ends with what to do. */
export function toOpenAiError(error: SignalboxError): OpenAiError {
  const param = error.details.param;
  return {
    error: {
      message: `${error.message} ${error.action}`,
      type: errorType(error.status),
      param: typeof param === 'string' && param !== '' ? param : null,
      code: error.code.toLowerCase(),
    },
  };
}

/** The type that OpenAI gives an error with this HTTP status. */
export function errorType(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
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

/** An error as the last event of a stream that has begun. SDKs throw when data holds `error`. */
export function errorEvent(error: SignalboxError): Uint8Array {
  return Buffer.from(`data: ${JSON.stringify(toOpenAiError(error))}\n\n`);
}
