import { z } from 'zod';

export const HEALTH_COMPONENTS = [
  'system',
  'database',
  'providers',
  'caches',
  'monitoring',
  'ai_service',
  'monitoring_integration',
] as const;
const componentSchema = z.enum(HEALTH_COMPONENTS);
export type HealthComponent = z.infer<typeof componentSchema>;

export const COMPONENT_NAMES: Readonly<Record<HealthComponent, string>> = {
  system: 'System',
  database: 'Database',
  providers: 'Providers',
  caches: 'Caches',
  monitoring: 'Monitoring',
  ai_service: 'AI service',
  monitoring_integration: 'Monitoring integration',
};

export const HEALTH_STATES = ['healthy', 'degraded', 'unhealthy'] as const;
export const healthStateSchema = z.enum(HEALTH_STATES);
export type HealthState = z.infer<typeof healthStateSchema>;

/** A component that is not configured does not count. */
export const componentStateSchema = z.enum([...HEALTH_STATES, 'not_configured']);
export type ComponentState = z.infer<typeof componentStateSchema>;

const score = z.number().int().min(0).max(100);

export const healthReasonSchema = z.object({
  fact: z.string(),
  /** What of several it is about: a provider, a source; null where there is but one. */
  subject: z.string().nullable(),
  points: score,
  text: z.string(),
});
export type HealthReason = z.infer<typeof healthReasonSchema>;

const healthFactSchema = z.object({
  fact: z.string(),
  subject: z.string().nullable(),
  label: z.string(),
  unit: z.enum(['ratio', 'ms', 'seconds', 'bytes', 'count', 'text']),
  /** Null where nothing was measured. */
  value: z.number().nullable(),
  /** The value, or what was found instead of one, in words. */
  text: z.string(),
  /** Null: shown only. */
  points: score.nullable(),
  thresholds: z.object({ good: z.number(), degradedAt: z.number(), unhealthyAt: z.number() }).nullable(),
});
export type HealthFact = z.infer<typeof healthFactSchema>;

const componentHealthSchema = z.object({
  component: componentSchema,
  state: componentStateSchema,
  /** Null: not configured. */
  score: score.nullable(),
  since: z.iso.datetime(),
  /** Milliseconds that its slowest check took. */
  tookMs: z.number(),
  facts: z.array(healthFactSchema),
  /** Why it is not better, worst first. */
  reasons: z.array(healthReasonSchema),
});
export type ComponentHealth = z.infer<typeof componentHealthSchema>;

const dependencySchema = z.object({
  name: z.string(),
  kind: z.enum(['database', 'cache', 'provider', 'metrics', 'notifications', 'thread']),
  state: z.enum(['up', 'slow', 'down', 'unknown', 'not_configured']),
  detail: z.string(),
});
export type Dependency = z.infer<typeof dependencySchema>;

/** What one check of everything found. */
export const healthReportSchema = z
  .object({
    at: z.iso.datetime(),
    state: healthStateSchema,
    score,
    /** Since when the state holds. */
    since: z.iso.datetime(),
    tookMs: z.number(),
    components: z.array(componentHealthSchema),
    dependencies: z.array(dependencySchema),
  })
  .meta({ id: 'HealthReport' });
export type HealthReport = z.infer<typeof healthReportSchema>;

export const queueStatisticsSchema = z
  .object({
    ingest: z.object({
      queuedBytes: z.number(),
      capacityBytes: z.number(),
      acknowledgedSpans: z.number(),
      acknowledgedLogs: z.number(),
      rejectedRequests: z.number(),
      droppedExchanges: z.number(),
    }),
    places: z.object({
      running: z.number(),
      waiting: z.number(),
      admitted: z.number(),
      rejectedFull: z.number(),
      rejectedLate: z.number(),
      cancelled: z.number(),
      waitP95Ms: z.number().nullable(),
    }),
    notifications: z.object({
      waiting: z.number(),
      sent: z.number(),
      failed: z.number(),
      /** Given up: refused, or too many waited. */
      dropped: z.number(),
      /** Null once a later one was taken. */
      lastFailure: z.string().nullable(),
    }),
  })
  .meta({ id: 'QueueStatistics' });
export type QueueStatistics = z.infer<typeof queueStatisticsSchema>;

export const monitoringStatusSchema = z
  .object({
    version: z.string(),
    startedAt: z.iso.datetime(),
    uptimeSeconds: z.number(),
    /** How often everything is checked. */
    intervalSeconds: z.number(),
    health: healthReportSchema,
    queues: queueStatisticsSchema,
    history: z.object({ records: z.number(), limit: z.number(), intervalSeconds: z.number() }),
  })
  .meta({ id: 'MonitoringStatus' });
export type MonitoringStatus = z.infer<typeof monitoringStatusSchema>;
