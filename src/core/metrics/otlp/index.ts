export { OtlpStreams } from './stream-state.ts';
export { toSampleBatch, type ConvertedMetrics } from './to-sample-batch.ts';
