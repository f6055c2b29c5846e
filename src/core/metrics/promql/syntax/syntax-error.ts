import { SignalboxError } from '../../../../shared/errors.ts';

/** PROMQL_INVALID with the line and column (both from 1) of an offset in the text. */
export function syntaxError(text: string, offset: number, reason: string): SignalboxError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return new SignalboxError('PROMQL_INVALID', {
    line,
    column: offset - (before.lastIndexOf('\n') + 1) + 1,
    offset,
    reason,
  });
}
