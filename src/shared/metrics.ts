import { z } from 'zod';

export const MAX_EXPRESSION_LENGTH = 20_000;
/** As Prometheus: a finer step is refused. */
export const MAX_POINTS_PER_SERIES = 11_000;

const millis = z.number().int().min(0).max(8.64e15);
const expression = z.string().min(1).max(MAX_EXPRESSION_LENGTH);

export const metricLabelsSchema = z.record(z.string(), z.string());
export type MetricLabels = z.infer<typeof metricLabelsSchema>;

export const instantQuerySchema = z.object({ expr: expression, atMs: millis });
export type InstantQuery = z.infer<typeof instantQuerySchema>;

export const rangeQuerySchema = z.object({
  expr: expression,
  fromMs: millis,
  toMs: millis,
  stepMs: z.number().int().min(1).max(8.64e12),
});
export type RangeQuery = z.infer<typeof rangeQuerySchema>;

export const labelQuerySchema = z.object({
  /** Series selectors, of which a series has to match one; none: every series. */
  match: z.array(expression).max(100),
  fromMs: millis.nullable(),
  toMs: millis.nullable(),
  limit: z.number().int().min(1).max(100_000),
});
export type LabelQuery = z.infer<typeof labelQuerySchema>;

/** Values are numbers in the engine and on its threads; NaN and infinities survive a structured clone. */
export type InstantResult =
  | { readonly kind: 'scalar'; readonly atMs: number; readonly value: number }
  | { readonly kind: 'string'; readonly atMs: number; readonly value: string }
  | {
      readonly kind: 'vector';
      readonly samples: readonly VectorSample[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'matrix';
      readonly series: readonly MatrixSeries[];
      readonly warnings: readonly string[];
    };

export interface VectorSample {
  readonly labels: MetricLabels;
  readonly atMs: number;
  readonly value: number;
}

export interface MatrixSeries {
  readonly labels: MetricLabels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface RangeResult {
  readonly series: readonly MatrixSeries[];
  readonly warnings: readonly string[];
}

/** A range result as the console receives it, on one grid of times: JSON has no NaN. */
export const gridResultSchema = z.object({
  fromMs: z.number(),
  stepMs: z.number(),
  /** How many points each series has. */
  points: z.number(),
  series: z.array(
    z.object({
      labels: metricLabelsSchema,
      /** Null where there is no sample; 'NaN', '+Inf' and '-Inf' as words. */
      values: z.array(z.union([z.number(), z.null(), z.enum(['NaN', '+Inf', '-Inf'])])),
    }),
  ),
  warnings: z.array(z.string()),
});
export type GridResult = z.infer<typeof gridResultSchema>;

export interface MetadataEntry {
  readonly metric: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
  readonly help: string;
  readonly unit: string;
}

export interface ExemplarSeries {
  readonly labels: MetricLabels;
  readonly exemplars: readonly {
    readonly atMs: number;
    readonly value: number;
    readonly traceId: string;
    readonly spanId: string;
  }[];
}

/** The size of the series store and what it refused. */
export interface SeriesStoreFigures {
  readonly series: number;
  readonly seriesLimit: number;
  /** Since the start. */
  readonly samplesAccepted: number;
  readonly samplesRejected: number;
  /** Series that were not made because there were too many. */
  readonly seriesRefused: number;
  readonly bytes: number;
  readonly oldestMs: number | null;
}
