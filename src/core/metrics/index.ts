export { openMetrics } from './open-metrics.ts';
export type { MetricQueries, Metrics } from './metrics.ts';
export type { SampleBatch } from './sample-batch.ts';
export type { Labels } from './series-source.ts';
export { isStale, markStale } from './series-source.ts';
