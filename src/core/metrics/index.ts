export { openMetrics, type MetricsOptions } from './open-metrics.ts';
export type { MetricQueries, MetricQueryOptions, Metrics } from './metrics.ts';
export type { AppendResult, Exemplar, MetricMetadata, SampleBatch } from './sample-batch.ts';
export type { Labels, SeriesSource } from './series-source.ts';
export { isStale, markStale } from './series-source.ts';
