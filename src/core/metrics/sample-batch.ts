/** The contract lies in the store, which may import nothing above it. */
export { METRIC_TYPES } from '../store/series/sample-batch.ts';
export type {
  AppendResult,
  Exemplar,
  MetricMetadata,
  MetricType,
  SampleBatch,
} from '../store/series/sample-batch.ts';
