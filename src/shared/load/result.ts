import { z } from 'zod';
import { loadSnapshotSchema } from './progress.ts';

/** The percentiles that every result names. */
export const PERCENTILES = [50, 75, 90, 95, 99, 99.9, 99.99] as const;

/** Of times in milliseconds, of speeds in tokens per second. From HDR histograms: three significant digits. */
export const distributionSchema = z.object({
  count: z.number().int(),
  min: z.number(),
  mean: z.number(),
  max: z.number(),
  deviation: z.number(),
  percentiles: z.array(z.object({ percentile: z.number(), value: z.number() })),
  /** The curve of percentiles, finer towards its end. */
  curve: z.array(z.object({ percentile: z.number(), value: z.number() })),
  /** Counts by value, in buckets that grow with the value; only those between the smallest and the largest. */
  buckets: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int() })),
});
export type Distribution = z.infer<typeof distributionSchema>;

/**
 * `status`: an answer that is no success. `timeout`: not whole in time. `connection`: no connection, or it broke before
 * the answer. `cut_stream`: a stream without its end. `stream_error`: an error inside a stream. `malformed`: an answer
 * that is not of its dialect.
 */
export const errorKindSchema = z.enum([
  'status',
  'timeout',
  'connection',
  'cut_stream',
  'stream_error',
  'malformed',
]);
export type ErrorKind = z.infer<typeof errorKindSchema>;

export const loadErrorSchema = z.object({
  kind: errorKindSchema,
  /** HTTP status; null where there was no answer. */
  status: z.number().int().nullable(),
  /** The code that the answer or the system gave: of the gateway, one of the registry. */
  code: z.string(),
  count: z.number().int(),
  /** The first one's words, cut short. */
  example: z.string(),
});
export type LoadError = z.infer<typeof loadErrorSchema>;

export const templateResultSchema = z.object({
  name: z.string(),
  completed: z.number().int(),
  errors: z.number().int(),
  latency: distributionSchema.pick({ count: true, mean: true, max: true, percentiles: true }),
});

export const thresholdResultSchema = z.object({
  expression: z.string(),
  /** Null when nothing was measured of it: then it does not hold. */
  value: z.number().nullable(),
  holds: z.boolean(),
  aborted: z.boolean(),
});
export type ThresholdResult = z.infer<typeof thresholdResultSchema>;

/** The histograms themselves, as base64 of HdrHistogram's V2 format, compressed; in microseconds. */
export const loadHistogramsSchema = z.object({
  latency: z.string(),
  /** The run in parts of equal length, in the order of time: what comparisons draw from. */
  slices: z.array(z.string()),
});

/** What the generator measured. */
export const loadMeasurementSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** From the end of the warm-up to the last answer. */
  measuredMs: z.number(),
  totals: z.object({
    /** What the plan asks to start until the run ended; of a closed run, what was started. */
    asked: z.number().int(),
    started: z.number().int(),
    completed: z.number().int(),
    errors: z.number().int(),
    /** Never started: too many calls were in flight for too long. */
    dropped: z.number().int(),
    /** Started more than 20 ms after they were due. */
    late: z.number().int(),
    /** Calls of the warm-up, which count nowhere else. */
    warmUp: z.number().int(),
    /** Given up because the run was aborted. */
    abandoned: z.number().int(),
  }),
  askedRate: z.number().nullable(),
  rate: z.number(),
  errorRate: z.number(),
  droppedRate: z.number(),
  /** From when a call was due to the end of its answer; of answers that are no error. */
  latency: distributionSchema,
  /** From when it was really sent: what a client that waits its turn would report. */
  serviceTime: distributionSchema,
  /** From when a call was due to the first piece of its stream; null without streams. */
  ttft: distributionSchema.nullable(),
  /** Between two pieces of a stream. */
  gap: distributionSchema.nullable(),
  /** Of each stream after its first piece. */
  tokensPerSecond: distributionSchema.nullable(),
  /** How late starts were: of an open run, the generator's own fault. */
  lag: distributionSchema,
  templates: z.array(templateResultSchema),
  errors: z.array(loadErrorSchema),
  usage: z.object({
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    /** Answers that said how many tokens they took. */
    told: z.number().int(),
  }),
  thresholds: z.array(thresholdResultSchema),
  timeline: z.array(loadSnapshotSchema),
  histograms: loadHistogramsSchema,
  /** The generator's own processor time over the measured time, in cores. */
  generatorCpu: z.number(),
});
export type LoadMeasurement = z.infer<typeof loadMeasurementSchema>;

/** What the gateway's stages took, from the decisions on the run's own traces. */
export const stageOverheadSchema = z.object({
  /** How many of the run's traces were read. */
  traces: z.number().int(),
  total: z.object({ p50Micros: z.number(), p95Micros: z.number(), p99Micros: z.number() }).nullable(),
  stages: z.array(
    z.object({ stage: z.string(), count: z.number().int(), p50Micros: z.number(), p95Micros: z.number() }),
  ),
});
export type StageOverhead = z.infer<typeof stageOverheadSchema>;

/** The engine's process during the run, a point a second. */
export const engineUseSchema = z.object({
  atMs: z.number(),
  /** Cores, of all its threads. */
  cpu: z.number(),
  residentBytes: z.number(),
  /** Of the main thread, in this second. */
  loopDelayP99Ms: z.number(),
});
export type EngineUse = z.infer<typeof engineUseSchema>;

/** What the deployment knows of the run besides; null where the target was not its gateway. */
export const loadObservationSchema = z.object({
  overhead: stageOverheadSchema.nullable(),
  engine: z.array(engineUseSchema),
  cost: z
    .object({
      nanos: z.string().nullable(),
      /** Calls whose price is not known. */
      unpriced: z.number().int(),
      /** The sum is taken from this many of `calls`, and is a projection when they are fewer. */
      summed: z.number().int(),
      calls: z.number().int(),
    })
    .nullable(),
});
export type LoadObservation = z.infer<typeof loadObservationSchema>;
