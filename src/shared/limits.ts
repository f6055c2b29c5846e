import { z } from 'zod';

/** Whom a limit or a budget counts. A limit of `global` counts every call. */
export const limitScopeSchema = z.enum(['global', 'org', 'workspace', 'user', 'key', 'model']);
export type LimitScope = z.infer<typeof limitScopeSchema>;

export const budgetScopeSchema = z.enum([...limitScopeSchema.options, 'route']);
export type BudgetScope = z.infer<typeof budgetScopeSchema>;

/** As whom calls are counted that say nothing of a scope: leaving a name out is no way around a limit. */
export const NOBODY = '(none)';

/** A name within the scope; null: each of them is counted by itself. */
const subjectSchema = z.string().trim().min(1).max(500).nullable();

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

export const ratePeriodSchema = z.enum(['second', 'minute', 'hour', 'day']);
export type RatePeriod = z.infer<typeof ratePeriodSchema>;

const target = { scope: limitScopeSchema, subject: subjectSchema, enabled: z.boolean().default(true) };

const rateFields = {
  amount: whole(1, 1_000_000_000),
  period: ratePeriodSchema,
  /** How much may come at once; null: a whole period's. */
  burst: whole(1, 1_000_000_000).nullable().default(null),
};

/** What a user gives to set a limit. */
export const newLimitSchema = z.discriminatedUnion('metric', [
  z.object({ metric: z.literal('requests'), ...target, ...rateFields }),
  z.object({ metric: z.literal('tokens'), ...target, ...rateFields }),
  z.object({
    metric: z.literal('concurrency'),
    ...target,
    /** Calls that may run at once. */
    amount: whole(1, 100_000),
    /** Calls that may wait for one of those places. */
    queueSize: whole(0, 100_000).default(100),
    /** How long one may wait, in milliseconds. */
    queueTimeoutMs: whole(1, 600_000).default(10_000),
  }),
]);
export type NewLimit = z.infer<typeof newLimitSchema>;

const stored = { id: z.string(), createdAt: z.iso.datetime() };
export const limitSchema = newLimitSchema.and(z.object(stored));
export type Limit = NewLimit & { id: string; createdAt: string };

export const budgetPeriodSchema = z.enum(['hour', 'day', 'month', 'total']);
export type BudgetPeriod = z.infer<typeof budgetPeriodSchema>;

/** Nano-dollars as decimal digits, at most what SQLite's integers hold. */
const nanosSchema = z
  .string()
  .regex(/^\d{1,18}$/, 'nano-dollars as decimal digits, at most 18')
  .meta({ description: 'nano-dollars' });

/** What a user gives to set a budget. */
export const newBudgetSchema = z.object({
  scope: budgetScopeSchema,
  subject: subjectSchema,
  /** Calendar hour, day or month in UTC. */
  period: budgetPeriodSchema,
  amountNanos: nanosSchema,
  /** `hard` refuses calls once it is spent, `warning` only says so. */
  mode: z.enum(['hard', 'warning']),
  enabled: z.boolean().default(true),
});
export type NewBudget = z.infer<typeof newBudgetSchema>;

export const budgetSchema = newBudgetSchema.extend(stored);
export type Budget = z.infer<typeof budgetSchema>;

/** How much of a limit one subject uses now. */
const limitUseSchema = z.object({
  subject: z.string(),
  used: z.number(),
  capacity: z.number(),
  /** Until all of it is free again, in milliseconds. */
  resetsInMs: z.number(),
});
export type LimitUse = z.infer<typeof limitUseSchema>;

const queueFiguresSchema = z.object({
  running: z.number().int(),
  waiting: z.number().int(),
  admitted: z.number().int(),
  /** Since the engine started: the queue was full, or the deadline passed. */
  rejectedFull: z.number().int(),
  rejectedLate: z.number().int(),
  cancelled: z.number().int(),
  /** Milliseconds that the last calls waited that had to; null: none had to. */
  waitP50Ms: z.number().nullable(),
  waitP95Ms: z.number().nullable(),
});
export type QueueFigures = z.infer<typeof queueFiguresSchema>;

export const limitStateSchema = z.object({
  limit: limitSchema,
  /** The most used first, a few. */
  use: z.array(limitUseSchema),
  refused: z.number().int(),
  queue: queueFiguresSchema.nullable(),
});
export type LimitState = z.infer<typeof limitStateSchema>;

const budgetUseSchema = z.object({
  subject: z.string(),
  spentNanos: z.string(),
  /** Held for calls under way. */
  reservedNanos: z.string(),
  /** When the window ends; null: never. */
  resetsAt: z.iso.datetime().nullable(),
});
export type BudgetUse = z.infer<typeof budgetUseSchema>;

export const budgetStateSchema = z.object({
  budget: budgetSchema,
  use: z.array(budgetUseSchema),
  refused: z.number().int(),
});
export type BudgetState = z.infer<typeof budgetStateSchema>;

export const limitsOverviewSchema = z.object({
  limits: z.array(limitStateSchema),
  budgets: z.array(budgetStateSchema),
  /** Where requests and tokens are counted; `fallback`: Redis is set but does not answer. */
  backend: z.enum(['memory', 'redis', 'fallback']),
});
export type LimitsOverview = z.infer<typeof limitsOverviewSchema>;
