import { nanosToUsd } from '../../../shared/money.ts';
import type { TraceSummary } from '../../../shared/trace.ts';

/** What `toSummary` reads of `traces t`. 64-bit integers come as text, because rows hold doubles otherwise. */
export const SUMMARY_COLUMNS = `
  t.trace_no, t.trace_id, t.name, t.service, t.start_ns / 1000000 AS start_ms,
  (t.end_ns - t.start_ns) / 1e6 AS duration_ms, t.span_count, t.error_count, t.provider, t.model, t.call_count,
  t.priced_calls, t.unpriced_calls, t.input_tokens, t.calls_with_input, t.output_tokens, t.calls_with_output,
  CAST(t.cost_nanos AS TEXT) AS cost_nanos, t.session_id, t.user_id,
  CAST(t.start_ns AS TEXT) AS start_ns, t.changed_seq`;

export interface SummaryRow {
  trace_no: number;
  trace_id: string;
  name: string;
  service: string;
  start_ms: number;
  duration_ms: number;
  span_count: number;
  error_count: number;
  provider: string | null;
  model: string | null;
  call_count: number;
  priced_calls: number;
  unpriced_calls: number;
  input_tokens: number;
  calls_with_input: number;
  output_tokens: number;
  calls_with_output: number;
  cost_nanos: string;
  session_id: string | null;
  user_id: string | null;
  start_ns: string;
  changed_seq: number;
}

export function toSummary(row: SummaryRow): TraceSummary {
  const isPriced = row.priced_calls > 0;
  return {
    traceId: row.trace_id,
    name: row.name,
    service: row.service,
    startTime: new Date(row.start_ms).toISOString(),
    durationMs: row.duration_ms,
    spanCount: row.span_count,
    errorCount: row.error_count,
    status: row.error_count > 0 ? 'error' : 'ok',
    provider: row.provider,
    model: row.model,
    callCount: row.call_count,
    inputTokens: row.calls_with_input > 0 ? row.input_tokens : null,
    outputTokens: row.calls_with_output > 0 ? row.output_tokens : null,
    costNanos: isPriced ? row.cost_nanos : null,
    costUsd: isPriced ? nanosToUsd(BigInt(row.cost_nanos)) : null,
    unpricedCalls: row.unpriced_calls,
    sessionId: row.session_id,
    userId: row.user_id,
  };
}
