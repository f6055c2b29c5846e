import type { LoadMeasurement, LoadRunSummary } from '../../shared/load/index.ts';

/** The figures of a run that lists show. */
export function summarise({ totals, rate, errorRate, latency }: LoadMeasurement): LoadRunSummary['figures'] {
  const at = (wanted: number) =>
    latency.percentiles.find(({ percentile }) => percentile === wanted)?.value ?? 0;
  return { completed: totals.completed, rate, errorRate, p50: at(50), p95: at(95), p99: at(99) };
}
