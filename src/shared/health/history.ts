import { z } from 'zod';
import { componentStateSchema, healthReasonSchema, healthStateSchema, HEALTH_COMPONENTS } from './report.ts';

export const HEALTH_RANGES = ['1h', '6h', '24h', '7d', '30d'] as const;
export const healthRangeSchema = z.enum(HEALTH_RANGES);
export type HealthRange = z.infer<typeof healthRangeSchema>;

const HOUR_MS = 3_600_000;
export const RANGE_MS: Readonly<Record<HealthRange, number>> = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

const component = z.enum(HEALTH_COMPONENTS);
const score = z.number().int().min(0).max(100);

const recordedComponentSchema = z.object({
  component,
  state: componentStateSchema,
  score: score.nullable(),
  reasons: z.array(healthReasonSchema),
  /** Measured values, by the names of FACTS. */
  facts: z.array(z.object({ fact: z.string(), subject: z.string().nullable(), value: z.number() })),
});
export type RecordedComponent = z.infer<typeof recordedComponentSchema>;

/** A check that was kept. */
export const healthRecordSchema = z
  .object({
    id: z.number().int(),
    at: z.iso.datetime(),
    /** start: the first of an engine. change: a state changed. interval: it was time. stop: the engine ended then. */
    kind: z.enum(['start', 'change', 'interval', 'stop']),
    state: healthStateSchema,
    score,
    components: z.array(recordedComponentSchema),
  })
  .meta({ id: 'HealthRecord' });
export type HealthRecord = z.infer<typeof healthRecordSchema>;

export const historyQuestionSchema = z.object({
  from: z.iso.datetime({ offset: true }).nullable(),
  to: z.iso.datetime({ offset: true }).nullable(),
  limit: z.number().int().min(1).max(1_000),
  offset: z.number().int().min(0).max(10_000_000),
});
export type HistoryQuestion = z.infer<typeof historyQuestionSchema>;

/** Newest first. */
export const healthPageSchema = z
  .object({ records: z.array(healthRecordSchema), total: z.number().int() })
  .meta({ id: 'HealthHistory' });
export type HealthPage = z.infer<typeof healthPageSchema>;

const shares = z.object({
  healthy: z.number(),
  degraded: z.number(),
  unhealthy: z.number(),
  unknown: z.number(),
});
const scores = z.array(z.number().nullable());

/** Time-weighted: a record holds until the next one. Series have one value a bucket, oldest first; null: nobody looked. */
export const healthTrendsSchema = z
  .object({
    range: healthRangeSchema,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    bucketSeconds: z.number(),
    /** The mean of a bucket. */
    score: scores,
    /** Of the whole range; together 1. */
    shares,
    /** The worst state in a bucket; null: nobody looked. */
    states: z.array(healthStateSchema.nullable()),
    components: z.array(
      z.object({
        component,
        score: scores,
        states: z.array(componentStateSchema.nullable()),
        /** For each bucket, the record that its worst state is from; null: there is none. */
        records: z.array(z.number().int().nullable()),
        shares,
      }),
    ),
  })
  .meta({ id: 'HealthTrends' });
export type HealthTrends = z.infer<typeof healthTrendsSchema>;

const incidentSchema = z.object({
  start: z.iso.datetime(),
  /** Null: it goes on. */
  end: z.iso.datetime().nullable(),
  durationSeconds: z.number(),
  worst: healthStateSchema,
  lowestScore: score,
  /** Those that were not healthy, the longest first. */
  components: z.array(z.object({ component, seconds: z.number() })),
  /** The worst reasons in words. */
  reasons: z.array(z.string()),
  record: z.number().int(),
});
export type HealthIncident = z.infer<typeof incidentSchema>;

const issueSchema = z.object({
  component,
  fact: z.string(),
  subject: z.string().nullable(),
  title: z.string(),
  /** Whether it is so at this moment. */
  current: z.boolean(),
  /** From 0 to 100: what it takes from the score, times how much of the range it lasted; now counts whole. */
  severity: z.number(),
  /** From what this is concluded. */
  evidence: z.array(z.string()),
  recommendation: z.string(),
});
export type HealthIssue = z.infer<typeof issueSchema>;

export const healthAnalyticsSchema = z
  .object({
    range: healthRangeSchema,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** Seconds of the range in which somebody looked. */
    knownSeconds: z.number(),
    /** Of the known time, in which the engine was not unhealthy; null: nothing is known. */
    uptimeShare: z.number().nullable(),
    healthyShare: z.number().nullable(),
    meanScore: z.number().nullable(),
    /** Newest first, at most 50. */
    incidents: z.array(incidentSchema),
    incidentCount: z.number().int(),
    /** The mean of incidents that have ended. */
    mttrSeconds: z.number().nullable(),
    /** Changes of the state. */
    flaps: z.number().int(),
    /** Worst first. */
    components: z.array(
      z.object({
        component,
        meanScore: z.number().nullable(),
        /** Of the known time. */
        notHealthyShare: z.number(),
        flaps: z.number().int(),
      }),
    ),
    issues: z.array(issueSchema),
  })
  .meta({ id: 'HealthAnalytics' });
export type HealthAnalytics = z.infer<typeof healthAnalyticsSchema>;
