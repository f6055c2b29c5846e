import type { Database } from 'better-sqlite3';
import type { TraceOutline } from '../../../shared/trace.ts';
import { spanTree, type PlacedSpan } from './span-tree.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

interface OutlineRow {
  span_id: string;
  parent_span_id: string | null;
  name: string;
  service: string;
  kind: number;
  status_code: number;
  operation: string | null;
  model: string | null;
  start_nanos: number;
  duration_nanos: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_nanos: string | null;
}

/**
 * Tokens and cost only of calls that count, so that the sums over any part of the tree are right.
 * Starts count from the trace's, which keeps them exact in a double for 104 days.
 */
const SPANS = `
  SELECT span_id, parent_span_id, name, service, kind, status_code, operation, model,
    start_ns - ? AS start_nanos, max(end_ns - start_ns, 0) AS duration_nanos,
    iif(counted = 0, NULL, input_tokens) AS input_tokens, iif(counted = 0, NULL, output_tokens) AS output_tokens,
    iif(counted = 0, NULL, CAST(cost_nanos AS TEXT)) AS cost_nanos
  FROM spans JOIN resources USING (resource_no) WHERE trace_no = ?`;

/** A trace as the waterfall needs it; null when there is none. Reads no bodies. */
export function readOutline(db: Database, traceId: string): TraceOutline | null {
  const read = db.transaction(() => {
    const trace = db
      .prepare<[string], SummaryRow>(`SELECT ${SUMMARY_COLUMNS} FROM traces t WHERE trace_id = ?`)
      .get(traceId);
    if (trace === undefined) return null;
    const rows = db.prepare<[bigint, number], OutlineRow>(SPANS).all(BigInt(trace.start_ns), trace.trace_no);
    return { trace, rows };
  });
  const found = read();
  if (found === null) return null;
  const { columns, strings } = columnsOf(found.rows);
  return {
    summary: toSummary(found.trace),
    originUnixNano: found.trace.start_ns,
    strings,
    columns,
  };
}

function columnsOf(rows: readonly OutlineRow[]): Pick<TraceOutline, 'columns' | 'strings'> {
  const { order, parent, orphan } = spanTree(
    rows.map((row): PlacedSpan => ({
      spanId: row.span_id,
      parentSpanId: row.parent_span_id,
      start: row.start_nanos,
    })),
  );
  const sorted = order.map((index) => rows[index]).filter((row) => row !== undefined);
  const strings = new StringTable();
  const columns = {
    spanId: sorted.map((row) => row.span_id),
    parent,
    orphan,
    name: sorted.map((row) => strings.indexOf(row.name)),
    service: sorted.map((row) => strings.indexOf(row.service)),
    kind: sorted.map((row) => row.kind),
    status: sorted.map((row) => row.status_code),
    operation: sorted.map((row) => strings.indexOf(row.operation)),
    model: sorted.map((row) => strings.indexOf(row.model)),
    startMicros: sorted.map((row) => row.start_nanos / 1000),
    durationMicros: sorted.map((row) => row.duration_nanos / 1000),
    inputTokens: sorted.map((row) => row.input_tokens),
    outputTokens: sorted.map((row) => row.output_tokens),
    costNanos: sorted.map((row) => row.cost_nanos),
  };
  return { columns, strings: strings.strings };
}

class StringTable {
  readonly strings: string[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(text: string | null): number {
    if (text === null) return -1;
    let index = this.#indexes.get(text);
    if (index === undefined) {
      index = this.strings.push(text) - 1;
      this.#indexes.set(text, index);
    }
    return index;
  }
}
