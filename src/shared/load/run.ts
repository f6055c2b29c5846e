import { z } from 'zod';
import { loadPlanSchema } from './plan.ts';
import { loadSnapshotSchema } from './progress.ts';
import { loadMeasurementSchema, loadObservationSchema } from './result.ts';

/**
 * `passed` and `failed`: it ran to its end, and its thresholds held or did not. `aborted`: stopped, by somebody or by a
 * threshold. `broken`: it could not be run. `interrupted`: the engine ended while it ran.
 */
export const loadStateSchema = z.enum(['running', 'passed', 'failed', 'aborted', 'broken', 'interrupted']);
export type LoadState = z.infer<typeof loadStateSchema>;

/** What lists show of a run. */
export const loadRunSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  state: loadStateSchema,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  startedBy: z.string(),
  model: z.enum(['open', 'closed']),
  target: z.string(),
  /** Why it was aborted or broke. */
  message: z.string().nullable(),
  figures: z
    .object({
      completed: z.number().int(),
      rate: z.number(),
      errorRate: z.number(),
      p50: z.number(),
      p95: z.number(),
      p99: z.number(),
    })
    .nullable(),
});
export type LoadRunSummary = z.infer<typeof loadRunSummarySchema>;

export const loadRunSchema = loadRunSummarySchema.extend({
  plan: loadPlanSchema,
  /** The session under which the gateway recorded its calls; null where it called something else. */
  session: z.string().nullable(),
  measurement: loadMeasurementSchema.nullable(),
  observation: loadObservationSchema.nullable(),
});
export type LoadRun = z.infer<typeof loadRunSchema>;

/** A run as it goes on. */
export const loadLiveSchema = z.object({
  summary: loadRunSummarySchema,
  /** Of every second so far, thinned out when they are many. */
  timeline: z.array(loadSnapshotSchema),
  /** What the whole of it takes, with its warm-up. */
  plannedMs: z.number(),
});
export type LoadLive = z.infer<typeof loadLiveSchema>;

/** What a plan would do. */
export const loadEstimateSchema = z.object({
  /** Of a closed run null: it depends on the answers. */
  calls: z.number().int().nullable(),
  seconds: z.number(),
  /** Nano-dollars for all calls; null where no price is known, or the number of calls is not. */
  costNanos: z.string().nullable(),
  /** Providers that would really be called, and paid. */
  paidProviders: z.array(z.string()),
  /** The host that has to be confirmed; null on loopback. */
  hostToConfirm: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type LoadEstimate = z.infer<typeof loadEstimateSchema>;

/** One figure of two runs. `other` is the later one, which is compared with `base`. */
export const comparedFigureSchema = z.object({
  figure: z.string(),
  base: z.number(),
  other: z.number(),
  /** other - base, and between which values it lies with 95 % confidence. */
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(['better', 'worse', 'no_difference']),
});
export type ComparedFigure = z.infer<typeof comparedFigureSchema>;

export const loadComparisonSchema = z.object({
  base: loadRunSummarySchema,
  other: loadRunSummarySchema,
  /** In milliseconds. */
  latency: z.array(comparedFigureSchema),
  rate: z.object({ base: z.number(), other: z.number() }),
  errorRate: z.object({ base: z.number(), other: z.number() }),
  curves: z.object({
    base: z.array(z.object({ percentile: z.number(), value: z.number() })),
    other: z.array(z.object({ percentile: z.number(), value: z.number() })),
  }),
  /** How it was found, and what to keep in mind. */
  method: z.string(),
  warnings: z.array(z.string()),
});
export type LoadComparison = z.infer<typeof loadComparisonSchema>;

export const REPORT_FORMATS = ['html', 'json', 'csv'] as const;
export const reportFormatSchema = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof reportFormatSchema>;
