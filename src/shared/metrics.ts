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

/** The store of the engine itself; every other source is a remote Prometheus by its name. */
export const LOCAL_SOURCE = 'local';

export const metricSourceNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _, at most 63 characters')
  .refine((name) => name !== LOCAL_SOURCE, `"${LOCAL_SOURCE}" is the store of the engine itself`);

/** A Prometheus that can be asked as the local store can. The token is write-only: no answer ever holds it. */
export const newMetricSourceSchema = z.object({
  name: metricSourceNameSchema,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  bearerToken: z.string().min(1).max(4_096).optional(),
});
export type NewMetricSource = z.infer<typeof newMetricSourceSchema>;

export const metricSourceSchema = z.object({
  name: z.string(),
  url: z.string(),
  hasToken: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type MetricSource = z.infer<typeof metricSourceSchema>;

/** How often a source takes samples, on which the windows of rates depend. */
export interface ScrapeInterval {
  readonly ms: number;
  /** Set in this engine, said by the remote server, or assumed since it does not say. */
  readonly from: 'setting' | 'server' | 'assumed';
}

/** Several queries that are asked again and again: of a fixed range once, of a range that ends now each `refreshMs`. */
export const watchQuerySchema = z
  .object({
    queries: z
      .array(
        z.object({
          ref: z.string().max(100),
          expr: expression,
          instant: z.boolean(),
          /** Exemplars of its series too; of an instant query there are none. */
          exemplars: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(26),
    rangeMs: z.number().int().min(1).max(8.64e12).optional(),
    fromMs: millis.optional(),
    toMs: millis.optional(),
    stepMs: z.number().int().min(1).max(8.64e12),
    /** Null: once. */
    refreshMs: z.number().int().min(500).max(86_400_000).nullable(),
    source: z.string().max(100).default(LOCAL_SOURCE),
  })
  .refine(
    ({ rangeMs, fromMs, toMs }) => (rangeMs === undefined) !== (fromMs === undefined || toMs === undefined),
    'either rangeMs, or fromMs and toMs',
  );
export type WatchQuery = z.infer<typeof watchQuerySchema>;

/** A measurement with its trace, of one of the series that a query reads. */
export interface WatchedExemplar {
  /** Of the series. */
  readonly labels: MetricLabels;
  readonly atMs: number;
  /** Finite. */
  readonly value: number;
  /** '' where it has none. */
  readonly traceId: string;
  readonly spanId: string;
}

export interface WatchedResults {
  readonly atMs: number;
  readonly results: readonly {
    readonly ref: string;
    readonly result: GridResult | null;
    /** Why there is no result; null where there is one. */
    readonly error: string | null;
    /** The oldest first, thinned to what a chart can show. */
    readonly exemplars: readonly WatchedExemplar[];
  }[];
}
