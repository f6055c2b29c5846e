import type { CostReport } from '../../../../../shared/costs.ts';
import { nanosToUsd } from '../../../../../shared/money.ts';
import type { TraceSummary } from '../../../../../shared/trace.ts';
import type { CsvRows } from './panel-csv.ts';

/** Traces as rows of a file, with exact values. */
export function traceRows(traces: readonly TraceSummary[]): CsvRows {
  return [
    ['trace', 'name', 'service', 'model', 'start', 'duration_ms', 'cost_usd', 'status'],
    ...traces.map(({ traceId, name, service, model, startTime, durationMs, costUsd, status }) => [
      traceId,
      name,
      service,
      model,
      startTime,
      durationMs,
      costUsd,
      status,
    ]),
  ];
}

/** All of a cost report as rows of a file, in exact dollars. */
export function costRows({ by, rows }: Pick<CostReport, 'by' | 'rows'>): CsvRows {
  return [
    [by, 'provider', 'calls', 'input_tokens', 'output_tokens', 'cost_usd'],
    ...rows.map(({ name, provider, calls, inputTokens, outputTokens, costNanos }) => [
      name,
      provider,
      calls,
      inputTokens,
      outputTokens,
      costNanos === null ? null : nanosToUsd(BigInt(costNanos)),
    ]),
  ];
}
