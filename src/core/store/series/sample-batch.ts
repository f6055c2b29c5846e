import type { Labels } from './series-source.ts';

export const METRIC_TYPES = ['counter', 'gauge', 'histogram', 'summary', 'unknown'] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

/** About all series of a metric's name; of a histogram, without `_bucket`, `_sum` and `_count`. */
export interface MetricMetadata {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** As OpenMetrics writes it (`seconds`, `bytes`); '' where it is not known. */
  readonly unit: string;
}

/** A measurement behind a sample, with the trace it belongs to. */
export interface Exemplar {
  /** Index into `series`. */
  readonly series: number;
  readonly timeMs: number;
  readonly value: number;
  readonly traceId: string;
  readonly spanId: string;
}

/** Samples on their way into the store, in columns: it is cloned or handed over between threads. */
export interface SampleBatch {
  readonly series: readonly Labels[];
  /** For each sample: index into `series`, milliseconds, value. Of one series oldest first. */
  readonly seriesOf: Uint32Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
  readonly exemplars: readonly Exemplar[];
  readonly metadata: readonly MetricMetadata[];
}

/** What became of a batch. A sample that is older than its series' latest is not taken; the same sample again is. */
export interface AppendResult {
  readonly accepted: number;
  readonly rejected: number;
  /** Why, in words, with an example; null when nothing was rejected. */
  readonly message: string | null;
}
