import type {
  ExemplarSeries,
  InstantQuery,
  InstantResult,
  LabelQuery,
  MetadataEntry,
  RangeQuery,
  RangeResult,
  SeriesStoreFigures,
} from '../../shared/metrics.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';
import type { Labels } from './series-source.ts';

export interface MetricQueryOptions {
  /** Stops the query in its thread. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What can be asked of the series.
 * @throws SignalboxError PROMQL_INVALID, PROMQL_FAILED, QUERY_TIMEOUT, QUERY_CANCELLED
 */
export interface MetricQueries {
  instant(query: InstantQuery, options?: MetricQueryOptions): Promise<InstantResult>;
  range(query: RangeQuery, options?: MetricQueryOptions): Promise<RangeResult>;
  labelNames(query: LabelQuery): Promise<string[]>;
  labelValues(query: LabelQuery & { name: string }): Promise<string[]>;
  series(query: LabelQuery): Promise<Labels[]>;
  metadata(query: { metric: string | null; limit: number }): Promise<MetadataEntry[]>;
  exemplars(query: { expr: string; fromMs: number; toMs: number }): Promise<ExemplarSeries[]>;
}

/** The series store as the rest of the engine sees it. One thread owns it. */
export interface Metrics {
  readonly queries: MetricQueries;
  /** Resolves once the commit that holds the samples is done. @throws SignalboxError STORE_WRITE_FAILED, INGEST_OVERLOADED */
  append(batch: SampleBatch): Promise<AppendResult>;
  /**
   * The same for an ExportMetricsServiceRequest, decoded in the thread. `body` is handed over.
   * @throws SignalboxError OTLP_MALFORMED, INGEST_OVERLOADED, STORE_WRITE_FAILED
   */
  ingestOtlp(body: Uint8Array<ArrayBuffer>, encoding: 'protobuf' | 'json'): Promise<AppendResult>;
  figures(): Promise<SeriesStoreFigures>;
  /** Writes what is open, closes the thread and the database. */
  stop(): Promise<void>;
}
