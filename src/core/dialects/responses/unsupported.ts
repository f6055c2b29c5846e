import { SignalboxError } from '../../../shared/errors.ts';

/** What of the Responses API needs OpenAI's own store or tools. */
export function unsupported(param: string, reason: string): SignalboxError {
  return new SignalboxError('RESPONSES_FIELD_UNSUPPORTED', { param, reason });
}
