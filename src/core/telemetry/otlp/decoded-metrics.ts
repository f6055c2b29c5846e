import type { Attributes, ResourceRecord, ScopeRecord } from '../../store/span-record.ts';

/** OTLP's number; 2 is cumulative, and 0 "not said", which a sum or histogram must not leave. */
export const TEMPORALITY_DELTA = 1;
/** Flag of a point: the series has ended, and the point has no value. */
export const NO_RECORDED_VALUE = 1;

/** A measurement, with the trace it belongs to. */
export interface ExemplarRecord {
  /** Null where there is none, or it is no id. */
  traceId: string | null;
  spanId: string | null;
  timeUnixNano: bigint;
  value: number;
}

interface Point {
  attributes: Attributes;
  /** 0: not said. */
  startUnixNano: bigint;
  timeUnixNano: bigint;
  flags: number;
}

export interface NumberPoint extends Point {
  /** An integer beyond 2^53 is rounded, as every sample is a double. Null: not said. */
  value: number | null;
  exemplars: ExemplarRecord[];
}

/** Minimum and maximum are not read: they have no series. */
export interface HistogramPoint extends Point {
  count: number;
  sum: number | null;
  bucketCounts: number[];
  explicitBounds: number[];
  exemplars: ExemplarRecord[];
}

/** Consecutive buckets; the first has the index `offset`. */
export interface ExponentialBuckets {
  offset: number;
  bucketCounts: number[];
}

export interface ExponentialPoint extends Point {
  count: number;
  sum: number | null;
  scale: number;
  zeroCount: number;
  zeroThreshold: number;
  positive: ExponentialBuckets;
  negative: ExponentialBuckets;
  exemplars: ExemplarRecord[];
}

export interface SummaryPoint extends Point {
  count: number;
  sum: number;
  quantiles: { quantile: number; value: number }[];
}

export type MetricData =
  | { kind: 'gauge'; points: NumberPoint[] }
  | { kind: 'sum'; points: NumberPoint[]; temporality: number; isMonotonic: boolean }
  | { kind: 'histogram'; points: HistogramPoint[]; temporality: number }
  | { kind: 'exponential'; points: ExponentialPoint[]; temporality: number }
  | { kind: 'summary'; points: SummaryPoint[] };

export interface MetricRecord {
  name: string;
  description: string;
  unit: string;
  /** Null: of a kind that is not known, or none. */
  data: MetricData | null;
  resource: ResourceRecord;
  scope: ScopeRecord;
}

/** The outcome of decoding one ExportMetricsServiceRequest. */
export interface DecodedMetrics {
  metrics: MetricRecord[];
}

export function emptyMetric(resource: ResourceRecord, scope: ScopeRecord): MetricRecord {
  return { name: '', description: '', unit: '', data: null, resource, scope };
}

function emptyPoint(): Point {
  return { attributes: {}, startUnixNano: 0n, timeUnixNano: 0n, flags: 0 };
}

export function emptyNumberPoint(): NumberPoint {
  return { ...emptyPoint(), value: null, exemplars: [] };
}

export function emptyHistogramPoint(): HistogramPoint {
  return {
    ...emptyPoint(),
    count: 0,
    sum: null,
    bucketCounts: [],
    explicitBounds: [],
    exemplars: [],
  };
}

export function emptyExponentialPoint(): ExponentialPoint {
  return {
    ...emptyPoint(),
    count: 0,
    sum: null,
    scale: 0,
    zeroCount: 0,
    zeroThreshold: 0,
    positive: { offset: 0, bucketCounts: [] },
    negative: { offset: 0, bucketCounts: [] },
    exemplars: [],
  };
}

export function emptySummaryPoint(): SummaryPoint {
  return { ...emptyPoint(), count: 0, sum: 0, quantiles: [] };
}

export function emptyExemplar(): ExemplarRecord {
  return { traceId: null, spanId: null, timeUnixNano: 0n, value: 0 };
}
