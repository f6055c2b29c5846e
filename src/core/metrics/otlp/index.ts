export { OtlpStreams } from './stream-state.ts';
export { toSampleBatch } from './to-sample-batch.ts';
