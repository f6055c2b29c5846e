import type { TraceSummary } from '../../../shared/trace.ts';
import type { TraceSelectionReader } from '../../store/index.ts';

/** Dollars beside nano-dollars: the one for people, the other exact. */
export const SUMMARY_FIELDS = [
  'traceId',
  'name',
  'service',
  'startTime',
  'durationMs',
  'status',
  'spanCount',
  'errorCount',
  'provider',
  'model',
  'callCount',
  'inputTokens',
  'outputTokens',
  'costNanos',
  'costUsd',
  'unpricedCalls',
  'sessionId',
  'userId',
] as const satisfies readonly (keyof TraceSummary)[];

/** What spreadsheets take for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^(?:[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r])/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

/** The summaries as CSV (RFC 4180), a row a trace after a row of names, in UTF-8. */
export function* csvLines(reader: TraceSelectionReader, onTrace: () => void): Generator<string> {
  yield `${SUMMARY_FIELDS.join(',')}\r\n`;
  for (const trace of reader.traces()) {
    const summary = reader.summary(trace);
    if (summary !== null) yield `${SUMMARY_FIELDS.map((field) => csvCell(summary[field])).join(',')}\r\n`;
    onTrace();
  }
}

/** Text that a spreadsheet would calculate gets an apostrophe in front, which shows it as text. Null is empty. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
