import type { TraceFilter } from '../../../shared/trace.ts';
import { nanosOfIso } from './time-range.ts';

/** A condition on `traces t`, with the values for its question marks. */
export interface Condition {
  sql: string;
  values: unknown[];
}

const TRACE_ID_START = /^[0-9a-f]{1,32}$/i;

/** All that the filter asks for, as one condition. */
export function conditionOf(filter: TraceFilter, ...more: Condition[]): Condition {
  const parts = [...more, ...conditions(filter)];
  if (parts.length === 0) return { sql: 'TRUE', values: [] };
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

function* conditions(filter: TraceFilter): Generator<Condition> {
  const { text, service, provider, model, status, sessionId, userId } = filter;
  if (text !== undefined && text !== '') yield textCondition(text);
  if (service !== undefined) yield { sql: 't.service = ?', values: [service] };
  if (provider !== undefined) yield anyCall('m.provider = ?', provider);
  if (model !== undefined) yield anyCall('m.model = ?', model);
  if (status !== undefined) yield { sql: `t.error_count ${status === 'error' ? '> 0' : '= 0'}`, values: [] };
  if (sessionId !== undefined) yield { sql: 't.session_id = ?', values: [sessionId] };
  if (userId !== undefined) yield { sql: 't.user_id = ?', values: [userId] };
  if (filter.callsOnly === true) yield { sql: 't.call_count > 0', values: [] };
  if (filter.minDurationMs !== undefined) yield duration('>=', filter.minDurationMs);
  if (filter.maxDurationMs !== undefined) yield duration('<=', filter.maxDurationMs);
  if (filter.minCostNanos !== undefined) {
    yield {
      sql: 't.priced_calls > 0 AND t.cost_nanos >= ?',
      values: [BigInt(filter.minCostNanos)],
    };
  }
  if (filter.from !== undefined) yield { sql: 't.start_ns >= ?', values: [nanosOfIso(filter.from)] };
  if (filter.to !== undefined) yield { sql: 't.start_ns < ?', values: [nanosOfIso(filter.to)] };
}

/** A trace is found by the provider and model of any of its calls, not only of the first, which the list shows. */
function anyCall(sql: string, value: string): Condition {
  return {
    sql: `EXISTS (SELECT 1 FROM trace_models m WHERE m.trace_no = t.trace_no AND ${sql})`,
    values: [value],
  };
}

function duration(comparison: '>=' | '<=', millis: number): Condition {
  return { sql: `t.end_ns - t.start_ns ${comparison} ?`, values: [millis * 1e6] };
}

/** Letters of either case match (ASCII only, as SQLite's LIKE). Traces with too many span names are searched span by span. */
function textCondition(text: string): Condition {
  if (/^[0-9a-f]{32}$/i.test(text)) return { sql: 't.trace_id = ?', values: [text.toLowerCase()] };
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const like = "LIKE ? ESCAPE '\\'";
  const inNames = `t.span_names ${like} OR (t.span_names IS NULL AND EXISTS
    (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND s.name ${like}))`;
  if (!TRACE_ID_START.test(text)) return { sql: `(${inNames})`, values: [pattern, pattern] };
  return {
    sql: `(${inNames} OR t.trace_id LIKE ?)`,
    values: [pattern, pattern, `${text.toLowerCase()}%`],
  };
}
