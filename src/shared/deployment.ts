import { z } from 'zod';
import { traceSummarySchema } from './trace.ts';

/** How secrets are sealed here. */
export const protectionSchema = z.object({
  kind: z.enum(['keychain', 'key_file', 'passphrase', 'none']),
  /** One sentence a person reads in Settings. */
  description: z.string(),
});
export type Protection = z.infer<typeof protectionSchema>;

export const deploymentInfoSchema = z.object({
  version: z.string(),
  nodeVersion: z.string(),
  sqliteVersion: z.string(),
  pid: z.number().int(),
  startedAt: z.iso.datetime(),
  dataDir: z.string(),
  url: z.string(),
  gatewayUrl: z.string(),
  otlpUrl: z.string(),
  protection: protectionSchema,
  prices: z.object({ source: z.string(), date: z.string(), models: z.number().int() }),
  retention: z.object({ maxAgeDays: z.number(), maxBytes: z.number() }),
  database: z.object({
    bytes: z.number(),
    traces: z.number().int(),
    spans: z.number().int(),
    /** The full-text index: its own size, and how many of the newest spans it lacks. Null before it is made. */
    search: z.object({ bytes: z.number(), spansBehind: z.number().int() }).nullable(),
  }),
  ingest: z.object({
    queuedBytes: z.number(),
    capacityBytes: z.number(),
    acknowledgedSpans: z.number().int(),
    acknowledgedLogs: z.number().int(),
    rejectedRequests: z.number().int(),
    droppedExchanges: z.number().int(),
  }),
});
export type DeploymentInfo = z.infer<typeof deploymentInfoSchema>;

const seriesSchema = z.array(z.number().nullable());

/** The figures of the Overview over a time range. Series have one value a bucket, oldest first. */
export const overviewSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketSeconds: z.number().int(),
  calls: z.object({ total: z.number().int(), series: seriesSchema }),
  errors: z.object({ total: z.number().int(), series: seriesSchema }),
  /** Of model calls. Null where there were none. Relative error of the sketch at most 1 %. */
  latencyP95Ms: z.object({ value: z.number().nullable(), series: seriesSchema }),
  spend: z.object({
    nanos: z.string(),
    usd: z.string(),
    /** Those that used something whose price is not known. */
    unpricedCalls: z.number().int(),
    seriesNanos: seriesSchema,
  }),
  /** What the gateway itself added, of exchanges only. */
  overheadP95Micros: z.object({ value: z.number().nullable(), series: seriesSchema }),
  tokens: z.object({ input: z.number().int(), output: z.number().int(), series: seriesSchema }),
  /** Runs of guards that found something in a gateway call; `blocked`: of those, what refused it. */
  guardHits: z.object({ total: z.number().int(), blocked: z.number().int(), series: seriesSchema }),
  byModel: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      calls: z.number().int(),
      errors: z.number().int(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      /** Null when no call has a known price. */
      costNanos: z.string().nullable(),
      unpricedCalls: z.number().int(),
      latencyP95Ms: z.number().nullable(),
    }),
  ),
  recentFailures: z.array(traceSummarySchema),
  /** False until the first span ever has arrived: the console then shows the first-run card. */
  hasAnyTrace: z.boolean(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** Counts of traces over time, for the histogram above the list. */
export const traceHistogramSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketSeconds: z.number(),
  ok: z.array(z.number().int()),
  error: z.array(z.number().int()),
});
export type TraceHistogram = z.infer<typeof traceHistogramSchema>;

/** The values that occur, for completing filters. */
export const facetsSchema = z.object({
  services: z.array(z.string()),
  providers: z.array(z.string()),
  models: z.array(z.string()),
});
export type Facets = z.infer<typeof facetsSchema>;

/** Progress of the sample workload. */
export const workloadStateSchema = z.object({
  state: z.enum(['idle', 'running', 'done', 'cancelled', 'failed']),
  total: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  startedAt: z.iso.datetime().nullable(),
  message: z.string().nullable(),
});
export type WorkloadState = z.infer<typeof workloadStateSchema>;
