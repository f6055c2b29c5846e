import { z } from 'zod';
import { MAX_EXPRESSION_LENGTH } from '../metrics.ts';
import { ruleLabelsSchema } from './rule.ts';

/** Stands in an SLI's expressions where the range of a range vector goes: `rate(x_total[$window])`. */
export const WINDOW = '$window';

const rateExpression = z
  .string()
  .trim()
  .min(1)
  .max(MAX_EXPRESSION_LENGTH)
  .refine((text) => text.includes(`[${WINDOW}]`), `an expression with the range [${WINDOW}]`);

export const sliSchema = z.discriminatedUnion('kind', [
  /** Both rates per second, whose series are added up, such as `sum(rate(calls_total{status="ok"}[$window]))`. */
  z.strictObject({ kind: z.literal('ratio'), good: rateExpression, total: rateExpression }),
  /** Good is what a classic histogram counts at or below one of its bounds. */
  z.strictObject({
    kind: z.literal('latency'),
    /** Without `_bucket`. */
    metric: z
      .string()
      .max(200)
      .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'a metric name'),
    /** What goes between the braces, such as `route="chat"`; may be empty. */
    matchers: z.string().max(2_000).default(''),
    /** A bound of the histogram, in its unit, as its label `le` has it. */
    threshold: z.number().positive(),
  }),
]);
export type Sli = z.infer<typeof sliSchema>;

export const sloPeriodSchema = z.union([z.literal(7), z.literal(28), z.literal(30)]);
export type SloPeriod = z.infer<typeof sloPeriodSchema>;

export const sloContentSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[\w .:/-]+$/, 'letters, digits, spaces and . : / - _'),
  description: z.string().max(2_000).default(''),
  /** The share of good events that is promised: 0.999. */
  objective: z.number().gt(0).lt(1),
  periodDays: sloPeriodSchema,
  sli: sliSchema,
  /** Burn-rate alerts ask for at least so many events in their long window: a ratio of a handful says nothing. */
  minimumEvents: z.number().int().min(0).max(1e9).default(20),
  alerting: z.boolean().default(true),
  labels: ruleLabelsSchema.default({}),
});
export type SloContent = z.infer<typeof sloContentSchema>;

export const sloSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  content: sloContentSchema,
  changedAt: z.string(),
  changedBy: z.string(),
});
export type Slo = z.infer<typeof sloSchema>;

export const saveSloSchema = z.strictObject({
  content: sloContentSchema,
  baseVersion: z.number().int().min(1),
});
export type SaveSlo = z.infer<typeof saveSloSchema>;

export const errorBudgetSchema = z.object({
  /** How much is left of the period's budget: 1 is all of it, negative is overspent; null: no events. */
  left: z.number().nullable(),
  events: z.number(),
  badEvents: z.number(),
  /** Share of good events over the period. */
  attained: z.number().nullable(),
  /** How many times as fast as the objective allows the budget is used, over the last hour; null: no events. */
  burnNow: z.number().nullable(),
  /** When nothing is left if it goes on like this; null: nothing burns, or nothing is left already. */
  exhaustedAt: z.string().nullable(),
  /** Over the period: what was left, in shares of the whole period's budget. */
  times: z.array(z.number()),
  leftOver: z.array(z.number().nullable()),
  /** Burn rate in each step. */
  burn: z.array(z.number().nullable()),
});
export type ErrorBudget = z.infer<typeof errorBudgetSchema>;

export const sloStateSchema = z.object({
  slo: sloSchema,
  /** Null where it could not be computed; `error` says why. */
  budget: errorBudgetSchema.nullable(),
  error: z.string().nullable(),
  firing: z.number().int(),
});
export type SloState = z.infer<typeof sloStateSchema>;
