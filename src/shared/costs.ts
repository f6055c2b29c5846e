import { z } from 'zod';

/**
 * How a call through the gateway ended. `refused`: no upstream was asked. `failed`: none answered. `cut`: the answer
 * had begun and broke off. `cancelled`: the caller hung up.
 */
export const CALL_STATUSES = ['ok', 'failed', 'cut', 'cancelled', 'refused'] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** What spend can be divided by. The first three know every call, the others only those through the gateway. */
export const COST_DIMENSIONS = [
  'model',
  'provider',
  'service',
  'user',
  'key',
  'workspace',
  'org',
  'agent',
  'route',
] as const;
export const costDimensionSchema = z.enum(COST_DIMENSIONS);
export type CostDimension = z.infer<typeof costDimensionSchema>;

const costRowSchema = z.object({
  /** The value of the dimension; '' where the calls do not say. */
  name: z.string(),
  /** Of models: who answers. */
  provider: z.string().nullable(),
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** Nano-dollars; null when no call of it has a price. */
  costNanos: z.string().nullable(),
  unpricedCalls: z.number(),
  /** Spend in the equally long time before. */
  previousNanos: z.string(),
  /** Spend by bucket, in nano-dollars. For charts: rounded beyond 2^53. */
  seriesNanos: z.array(z.number()),
});
export type CostRow = z.infer<typeof costRowSchema>;

/**
 * Spend in a time range. All times are whole minutes. Buckets longer than an hour are whole hours: `from` is then the hour
 * in which the range begins, and the figures are those of the range alone.
 */
export const costReportSchema = z.object({
  by: costDimensionSchema,
  from: z.string(),
  to: z.string(),
  bucketSeconds: z.number(),
  total: z.object({
    nanos: z.string(),
    /** The same in dollars, exact. */
    usd: z.string(),
    previousNanos: z.string(),
    calls: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    pricedCalls: z.number(),
    unpricedCalls: z.number(),
  }),
  /** Largest spend first. */
  rows: z.array(costRowSchema),
  /** Models with calls whose cost is not known, most calls first. */
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), calls: z.number() })),
});
export type CostReport = z.infer<typeof costReportSchema>;
