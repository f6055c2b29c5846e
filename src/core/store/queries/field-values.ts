import type { Database } from 'better-sqlite3';
import { isAttribute } from '../../../shared/filter/index.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from './time-range.ts';
import { contains } from './filter-values-sql.ts';

/** Nobody picks from a longer list; who types on gets others. */
const MAX_VALUES = 50;
/** Names and attributes are those of the newest traces and spans: to look at all would take too long while typing. */
const RECENT_TRACES = 2000;
const RECENT_SPANS = 3000;
const RECENT_RESOURCES = 300;
/** Longer values are not proposed. */
const MAX_LENGTH = 200;

export interface ValuesQuestion extends TimeRange {
  /** A field of the filter language, `@` and the key of an attribute, or `@` alone for the keys. */
  field: string;
  /** What the values contain, whatever the case of ASCII letters. */
  prefix: string;
}

/** Values that a field has had, for completion: those that occur in the range, or lately. Empty for other fields. */
export function fieldValues(db: Database, { field, prefix, ...bounds }: ValuesQuestion): string[] {
  const values = isAttribute(field) ? attributeSource(field.slice(1)) : sourceOf(field, bounds);
  if (values === null) return [];
  const like = contains('value', [prefix]);
  return db
    .prepare<unknown[], string>(
      `SELECT DISTINCT value FROM (${values.sql})
       WHERE value <> '' AND length(value) <= ${MAX_LENGTH} AND ${like.sql} ORDER BY 1 LIMIT ${MAX_VALUES}`,
    )
    .pluck()
    .all(...values.parameters, ...like.values);
}

interface Source {
  /** Selects `value`. */
  sql: string;
  parameters: unknown[];
}

function sourceOf(field: string, bounds: TimeRange): Source | null {
  const range = rangeMillis(bounds);
  const minutes = [Math.floor(range.from / 60_000), Math.ceil(range.to / 60_000)];
  const nanos = [nanosOfMillis(range.from), nanosOfMillis(range.to)];
  switch (field) {
    case 'service':
    case 'provider':
    case 'model':
      return {
        sql: `SELECT ${field} AS value FROM call_rollups WHERE minute >= ? AND minute < ?
          UNION ${recentTraces(field === 'service' ? 't.service' : `t.${field}`)}`,
        parameters: [...minutes, ...nanos],
      };
    case 'org':
    case 'workspace':
    case 'key':
    case 'route':
    case 'agent':
      return {
        sql: `SELECT ${field} AS value FROM cost_rollups WHERE minute >= ? AND minute < ?`,
        parameters: minutes,
      };
    case 'name':
      return { sql: recentTraces('t.name'), parameters: nanos };
    case 'user':
      return { sql: recentTraces('t.user_id'), parameters: nanos };
    case 'session':
      return { sql: recentTraces('t.session_id'), parameters: nanos };
    case 'span':
      return { sql: `SELECT name AS value FROM (${recentSpans('name')})`, parameters: [] };
    case 'guard':
      return {
        sql: 'SELECT guard AS value FROM guard_rollups WHERE minute >= ? AND minute < ?',
        parameters: minutes,
      };
    case 'policy':
      return {
        sql: `SELECT name AS value FROM (SELECT name FROM policy_results ORDER BY result_no DESC LIMIT ${RECENT_SPANS})`,
        parameters: [],
      };
    case 'flag':
      return {
        sql: `SELECT flag AS value FROM (SELECT flag FROM exchange_flags ORDER BY trace_no DESC LIMIT ${RECENT_SPANS})`,
        parameters: [],
      };
    case 'message':
      return {
        sql: `SELECT s.status_message AS value FROM spans s JOIN (
          SELECT t.trace_no FROM traces t WHERE t.error_count > 0 AND t.start_ns >= ? AND t.start_ns < ?
          ORDER BY t.start_ns DESC LIMIT 200) USING (trace_no) WHERE s.status_code = 2`,
        parameters: nanos,
      };
    default:
      return null;
  }
}

function recentTraces(column: string): string {
  return `SELECT value FROM (SELECT ${column} AS value FROM traces t
    WHERE t.start_ns >= ? AND t.start_ns < ? ORDER BY t.start_ns DESC LIMIT ${RECENT_TRACES})`;
}

function recentSpans(columns: string): string {
  return `SELECT ${columns} FROM spans ORDER BY span_no DESC LIMIT ${RECENT_SPANS}`;
}

/** The keys of attributes, or the short values of one, of spans and of resources. */
function attributeSource(key: string): Source {
  const what =
    key === '' ? 'a.key' : "CASE a.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE a.value END";
  const where = key === '' ? '' : `WHERE a.key = ? AND a.type NOT IN ('object', 'array', 'null')`;
  const mentions = (column: string): string => (key === '' ? '' : `WHERE instr(${column}, ?) > 0`);
  const quoted = `${JSON.stringify(key)}:`;
  return {
    sql: `SELECT CAST(${what} AS TEXT) AS value FROM
        (SELECT attributes FROM (${recentSpans('attributes')}) ${mentions('attributes')}) s, json_each(s.attributes) a ${where}
      UNION ALL SELECT CAST(${what} AS TEXT) FROM
        (SELECT body FROM (SELECT body FROM resources ORDER BY resource_no DESC LIMIT ${RECENT_RESOURCES}) ${mentions('body')}) r,
        json_each(r.body, '$.attributes') a ${where}`,
    parameters: key === '' ? [] : [quoted, key, quoted, key],
  };
}
