import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { parseFilter } from '../../../shared/filter/index.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import { stillWanted } from '../query-limit.ts';
import { ALWAYS, type Condition } from './condition.ts';
import { filterCondition } from './filter-sql.ts';
import { textInNames, type Search } from './filter-text-sql.ts';
import type { Reach } from '../search/index.ts';
import { nanosOfIso } from './time-range.ts';

/**
 * All that the filter asks for and `more`, as one condition on `traces t`. It ends the query when its time is over
 * (query-limit.ts). `reach` says whether all that match will be read. To be made before a transaction, not within one.
 * @throws SignalboxError FILTER_INVALID
 */
export function conditionOf(
  db: Database,
  filter: TraceFilter,
  more: readonly Condition[] = [],
  reach: Reach = 'page',
): Condition {
  const asked = [...conditions(filter, { db, reach })];
  const parts = [...more, ...asked];
  if (parts.length === 0) return ALWAYS;
  if (asked.length > 0) parts.push({ sql: stillWanted('t.trace_no'), values: [] });
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

function* conditions(filter: TraceFilter, search: Search): Generator<Condition> {
  if (filter.q !== undefined) yield* written(filter.q, search);
  const { text, service, provider, model, status, sessionId, userId } = filter;
  if (text !== undefined && text !== '') yield textInNames(text);
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

/** The condition of the filter language. */
function* written(q: string, search: Search): Generator<Condition> {
  const parsed = parseFilter(q);
  if (parsed.ok) {
    if (parsed.expression !== null) yield filterCondition(parsed.expression, search);
    return;
  }
  const [{ message, from, to } = { message: '', from: 0, to: 0 }] = parsed.problems;
  throw new SignalboxError('FILTER_INVALID', { reason: `${message} (at character ${from + 1})`, from, to });
}
