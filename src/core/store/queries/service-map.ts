import type { Database } from 'better-sqlite3';
import type { ServiceMap } from '../../../shared/service-map.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import { ServiceCalls, type MapSpan } from './service-calls.ts';
import { rangeMillis, type TimeRange } from './time-range.ts';
import { conditionOf } from './trace-filter.ts';

/** The latest so many traces make the map, as long as they have no more than so many spans and time remains. */
export interface MapBounds {
  readonly traces: number;
  readonly spans: number;
  readonly millis: number;
}

const BOUNDS: MapBounds = { traces: 2_000, spans: 200_000, millis: 1_200 };
/** Matching traces are counted up to this many. */
const MAX_COUNTED = 100_000;
const MAX_NODES = 250;

interface TraceRow {
  trace_no: number;
  start_ms: number;
  span_count: number;
}

interface SpanRow extends Omit<MapSpan, 'isError'> {
  statusCode: number;
}

/** The first of these attributes that a span has, as SQL. */
const first = (...keys: string[]) =>
  keys.map((key) => `CAST(s.attributes ->> '$."${key}"' AS TEXT)`).join(', ');

/** What a span called, by the names of OpenTelemetry's conventions, the older ones after the newer. */
const SPANS = `
  SELECT s.span_id AS spanId, s.parent_span_id AS parentSpanId, r.service, s.kind, s.status_code AS statusCode,
    max(s.end_ns - s.start_ns, 0) / 1000 AS durationMicros, s.counted, s.operation, s.provider, s.model,
    iif(s.kind = 3, coalesce(${first('db.system.name', 'db.system')}), NULL) AS database,
    iif(s.kind = 4, coalesce(${first('messaging.destination.name', 'messaging.system')}), NULL) AS queue,
    iif(s.operation = 'execute_tool', coalesce(${first('gen_ai.tool.name', 'tool.name')}, s.name), NULL) AS tool,
    iif(s.kind IN (3, 4), coalesce(${first('peer.service', 'server.address', 'net.peer.name')}), NULL) AS peer
  FROM spans s JOIN resources r USING (resource_no) WHERE s.trace_no = ? LIMIT ?`;

/**
 * Who calls whom, from the spans of the latest traces that match: as many as the bounds allow, and the answer says how
 * many of how many.
 * @throws SignalboxError FILTER_INVALID, BODY_INVALID when the range is empty
 */
export function readServiceMap(
  db: Database,
  input: TimeRange & { filter: TraceFilter },
  bounds: MapBounds = BOUNDS,
): ServiceMap {
  const range = rangeMillis(input);
  const filter = { ...input.filter, from: input.from, to: input.to };
  const { sql, values } = conditionOf(db, filter);
  const read = db.transaction(() => {
    const traces = db
      .prepare<unknown[], TraceRow>(
        `SELECT t.trace_no, t.start_ns / 1000000 AS start_ms, t.span_count FROM traces t WHERE ${sql}
         ORDER BY t.start_ns DESC, t.trace_no DESC LIMIT ?`,
      )
      .all(...values, bounds.traces);
    const taken = addTraces(db, traces, bounds);
    const matching = traces.length < bounds.traces ? traces.length : countMatching(db, sql, values);
    return { ...taken, matching };
  });
  const { calls, traceCount, spanCount, oldestMillis, matching } = read();
  const isAll = traceCount === matching;
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    coveredFrom: new Date(isAll ? range.from : oldestMillis).toISOString(),
    traceCount,
    matchingCount: Math.min(matching, MAX_COUNTED),
    isMore: matching > MAX_COUNTED,
    spanCount,
    ...calls.result(MAX_NODES),
  };
}

function addTraces(db: Database, traces: readonly TraceRow[], bounds: MapBounds) {
  const deadline = performance.now() + bounds.millis;
  const spansOf = db.prepare<[number, number], SpanRow>(SPANS);
  const calls = new ServiceCalls();
  let traceCount = 0;
  let spanCount = 0;
  let oldestMillis = 0;
  for (const { trace_no, start_ms, span_count } of traces) {
    // Of the first as much as is allowed is always taken: a map of a part of a trace says more than none.
    if (traceCount > 0 && (spanCount + span_count > bounds.spans || performance.now() > deadline)) break;
    const spans = spansOf.all(trace_no, bounds.spans);
    calls.addTrace(spans.map(({ statusCode, ...span }) => ({ ...span, isError: statusCode === 2 })));
    traceCount += 1;
    spanCount += spans.length;
    oldestMillis = start_ms;
  }
  return { calls, traceCount, spanCount, oldestMillis };
}

function countMatching(db: Database, sql: string, values: readonly unknown[]): number {
  return (
    db
      .prepare<unknown[], number>(
        `SELECT count(*) FROM (SELECT 1 FROM traces t WHERE ${sql} LIMIT ${MAX_COUNTED + 1})`,
      )
      .pluck()
      .get(...values) ?? 0
  );
}
