import type { Database } from 'better-sqlite3';
import type { Pattern } from '../../../shared/filter/index.ts';
import { textCondition, type Reach } from '../search/index.ts';
import { joined, type Condition } from './condition.ts';
import { contains, matches } from './filter-values-sql.ts';

/** What conditions on texts are made for: the connection that has the full-text index, and how much will be read. */
export interface Search {
  readonly db: Database;
  readonly reach: Reach;
}

/** Shorter beginnings of ids are more often words. */
const TRACE_ID_START = /^[0-9a-f]{6,32}$/i;
const WHOLE_TRACE_ID = 32;

/** That a word or phrase stands in a text of the trace, or that its id begins so. */
export function fullText({ db, reach }: Search, text: Pattern): Condition {
  const [word] = text;
  if (text.length > 1 || !TRACE_ID_START.test(word)) return textCondition(db, text, reach);
  const id = word.toLowerCase();
  if (id.length === WHOLE_TRACE_ID) return matches('t.trace_id', [id]);
  return joined([textCondition(db, text, reach), matches('t.trace_id', [id, ''])], 'OR');
}

/** What a text of the span itself contains, whatever the case of ASCII letters. Long texts do not stand in its row. */
export function textInSpan(text: Pattern): Condition {
  return joined(
    ['s.name', 's.status_message', 's.attributes'].map((column) => contains(column, text)),
    'OR',
  );
}

/** That a trace has the text in the name of one of its spans. With too many names they are looked up span by span. */
export function textInNames(text: string): Condition {
  const inNames = contains('t.span_names', [text]);
  const inSpans = contains('s.name', [text]);
  const anyName: Condition = {
    sql: `(${inNames.sql} OR (t.span_names IS NULL AND EXISTS
      (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND ${inSpans.sql})))`,
    values: [...inNames.values, ...inSpans.values],
  };
  if (!/^[0-9a-f]{1,32}$/i.test(text)) return anyName;
  const id = text.toLowerCase();
  if (id.length === WHOLE_TRACE_ID) return matches('t.trace_id', [id]);
  return joined([anyName, matches('t.trace_id', [id, ''])], 'OR');
}
