import type { Database } from 'better-sqlite3';
import {
  ascendingOrder,
  encodeOutline,
  MISSING_PARENT,
  NO_PARENT,
  outlineBounds,
  SpanIdTable,
  UNKNOWN_COST,
  type OutlineColumns,
} from '../../../shared/trace-outline/index.ts';
import { readOutlineRows, type OutlineRows } from './outline-rows.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

type TraceRow = SummaryRow & { duplicate_spans: number };

/** A trace as the waterfall needs it, encoded; null when there is none. Reads no bodies. */
export function readOutline(db: Database, traceId: string): ArrayBuffer | null {
  const read = db.transaction(() => {
    const trace = db
      .prepare<[string], TraceRow>(
        `SELECT ${SUMMARY_COLUMNS}, t.duplicate_spans FROM traces t WHERE trace_id = ?`,
      )
      .get(traceId);
    if (trace === undefined) return null;
    const base = baseOf(db, trace);
    return { trace, base, rows: readOutlineRows(db, trace.trace_no, base) };
  });
  const found = read();
  return found === null ? null : encode(found.trace, found.base, found.rows);
}

/** Doubles hold so many milliseconds in whole nanoseconds: 104 days. */
const EXACT_MS = 2 ** 53 / 1e6;

/** What starts count from while they are read: the first; in a trace of absurd length one amid them, to be exact there. */
function baseOf(db: Database, trace: SummaryRow): bigint {
  const first = BigInt(trace.start_ns);
  if (trace.duration_ms < EXACT_MS) return first;
  return (
    db
      .prepare<[number, number], bigint>(
        'SELECT start_ns FROM spans WHERE trace_no = ? ORDER BY start_ns LIMIT 1 OFFSET ?',
      )
      .pluck()
      .safeIntegers()
      .get(trace.trace_no, Math.floor(trace.span_count / 2)) ?? first
  );
}

function encode(trace: TraceRow, base: bigint, rows: OutlineRows): ArrayBuffer {
  const order = ascendingOrder(rows.start);
  const reversed = reversedRows(rows, order);
  const micros = (nanos: Float64Array) => nanos.map((value) => value / 1000);
  const { bulk } = outlineBounds(micros(rows.start), micros(rows.duration), base.toString());
  const origin = Math.round(bulk.start * 1000);
  const { bytes, ends } = rows.strings.table();
  return encodeOutline({
    head: {
      summary: toSummary(trace),
      originUnixNano: (base + BigInt(origin)).toString(),
      reversed,
      duplicateSpans: trace.duplicate_spans,
    },
    spans: rows.count,
    usages: rows.usages.size,
    stringEnds: ends,
    stringBytes: bytes,
    fill: (columns) => fill(columns, rows, order, origin),
  });
}

/** More rows that ended before they started are counted only. */
const MOST_REVERSED = 100;

/** Takes the spans that ended before they started for points in time, and says which they are. */
function reversedRows({ duration }: OutlineRows, order: Uint32Array): { count: number; rows: number[] } {
  const reversed = { count: 0, rows: [] as number[] };
  order.forEach((from, to) => {
    if (at(duration, from) >= 0) return;
    duration[from] = 0;
    reversed.count += 1;
    if (reversed.rows.length < MOST_REVERSED) reversed.rows.push(to);
  });
  return reversed;
}

function fill(columns: OutlineColumns, rows: OutlineRows, order: Uint32Array, origin: number): void {
  let usages = 0;
  order.forEach((from, to) => {
    columns.spanId[2 * to] = at(rows.spanId, 2 * from);
    columns.spanId[2 * to + 1] = at(rows.spanId, 2 * from + 1);
    columns.startMicros[to] = (at(rows.start, from) - origin) / 1000;
    columns.durationMicros[to] = at(rows.duration, from) / 1000;
    columns.name[to] = at(rows.name, from);
    columns.service[to] = at(rows.service, from);
    columns.operation[to] = at(rows.operation, from);
    columns.model[to] = at(rows.model, from);
    columns.kind[to] = at(rows.kind, from);
    columns.status[to] = at(rows.status, from);
    const usage = rows.usages.get(from);
    if (usage === undefined) return;
    columns.usageRow[usages] = to;
    columns.inputTokens[usages] = usage.input ?? NaN;
    columns.outputTokens[usages] = usage.output ?? NaN;
    columns.costNanos[usages++] = usage.cost ?? UNKNOWN_COST;
  });
  const table = new SpanIdTable(columns.spanId);
  order.forEach((from, to) => {
    const parent = table.find(at(rows.parentId, 2 * from), at(rows.parentId, 2 * from + 1));
    columns.parent[to] = rows.isRoot[from] === 1 ? NO_PARENT : parent === -1 ? MISSING_PARENT : parent;
  });
}

/** The typed arrays here are only read at indexes that they have. */
function at(array: Float64Array | Int32Array | Uint32Array | Uint8Array, index: number): number {
  return array[index] ?? 0;
}
