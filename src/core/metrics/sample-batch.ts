/** The contract lies in the store, which may import nothing above it. */
export type {
  AppendResult,
  Exemplar,
  MetricMetadata,
  MetricType,
  SampleBatch,
} from '../store/series/sample-batch.ts';
