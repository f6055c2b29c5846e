import type { Database } from 'better-sqlite3';
import type { Operation } from '../../../shared/trace.ts';

/** A model call of a trace, or a run of an agent, without its bodies. */
export interface CallRow {
  spanId: string;
  parentSpanId: string | null;
  name: string;
  operation: Operation | null;
  provider: string | null;
  model: string | null;
  isError: boolean;
  durationMs: number;
  inputTokens: number | null;
  outputTokens: number | null;
  costNanos: string | null;
  /** Null for what is no model call; false where a call inside it has the tokens. */
  isCounted: boolean | null;
}

interface Row extends Omit<CallRow, 'isError' | 'isCounted'> {
  statusCode: number;
  counted: number | null;
}

/** The calls that a trace has, in the order of their start. */
export function readCalls(db: Database, traceId: string): CallRow[] {
  return db
    .prepare<[string], Row>(
      `SELECT s.span_id AS spanId, s.parent_span_id AS parentSpanId, s.name, s.operation, s.provider, s.model,
         s.status_code AS statusCode, max(s.end_ns - s.start_ns, 0) / 1e6 AS durationMs,
         s.input_tokens AS inputTokens, s.output_tokens AS outputTokens,
         CAST(s.cost_nanos AS TEXT) AS costNanos, s.counted
       FROM traces t JOIN spans s ON s.trace_no = t.trace_no
       WHERE t.trace_id = ? AND s.operation IS NOT NULL
         AND (s.counted IS NOT NULL OR s.operation IN ('invoke_agent', 'invoke_workflow'))
       ORDER BY s.start_ns, s.span_no`,
    )
    .all(traceId)
    .map(({ statusCode, counted, ...row }) => ({
      ...row,
      isError: statusCode === 2,
      isCounted: counted === null ? null : counted === 1,
    }));
}
