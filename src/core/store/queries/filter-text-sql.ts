import type { Pattern } from '../../../shared/filter/index.ts';
import type { Condition } from './condition.ts';
import { contains } from './filter-values-sql.ts';

const TRACE_ID_START = /^[0-9a-f]{1,32}$/i;

/**
 * That a trace has the text in the name of one of its spans, whatever the case of ASCII letters, or that its id begins
 * so. Traces with too many span names are searched span by span.
 */
export function textCondition(text: Pattern): Condition {
  const [whole] = text;
  const isIdStart = text.length === 1 && TRACE_ID_START.test(whole);
  if (isIdStart && whole.length === 32) return { sql: 't.trace_id = ?', values: [whole.toLowerCase()] };
  const inNames = contains('t.span_names', text);
  const inSpans = contains('s.name', text);
  const sql = `${inNames.sql} OR (t.span_names IS NULL AND EXISTS
    (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND ${inSpans.sql}))`;
  const values = [...inNames.values, ...inSpans.values];
  if (!isIdStart) return { sql: `(${sql})`, values };
  return { sql: `(${sql} OR t.trace_id LIKE ?)`, values: [...values, `${whole.toLowerCase()}%`] };
}
