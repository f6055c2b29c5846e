import { z } from 'zod';
import {
  abuseSettingsSchema,
  guardActionSchema,
  guardDirectionSchema,
  guardNameSchema,
  piiSettingsSchema,
  secretsSettingsSchema,
  wordsSettingsSchema,
} from './guard/index.ts';
import { policyContentSchema } from './policy/index.ts';
import { spanIdSchema, traceIdSchema } from './trace.ts';

/** A set as it would be. `setId` names the set that it takes the place of; null: it would be a new one. */
export const backtestDraftSchema = z.strictObject({
  setId: z.string().max(100).nullable().default(null),
  /** A set in shadow is tried as if it enforced; one that is off stays off. */
  content: policyContentSchema,
});

/** What is tried on recorded exchanges. */
export const backtestSubjectSchema = z.discriminatedUnion('kind', [
  /** Policy sets, together with the published ones that they do not replace. */
  z.strictObject({
    kind: z.literal('policies'),
    drafts: z.array(backtestDraftSchema).min(1).max(20),
    /** Without the published sets: what the drafts alone would do. */
    alone: z.boolean().default(false),
  }),
  /** Another threshold or action of a guard, from the scores that it gave. */
  z.strictObject({
    kind: z.literal('guard'),
    guard: guardNameSchema,
    /** Null: both. */
    direction: guardDirectionSchema.nullable().default(null),
    /** Runs that score at least this much are hits. Null: those that were hits remain so. */
    threshold: z.number().min(0).max(1).nullable().default(null),
    /** What hits lead to. Null: as it was; hits that are new are flagged. */
    action: guardActionSchema.nullable().default(null),
  }),
  /** A guard that reads texts, set as it is said and run again on the recorded ones, whether it ran then or not. */
  z.strictObject({
    kind: z.literal('guard_run'),
    settings: z.discriminatedUnion('guard', [
      piiSettingsSchema,
      secretsSettingsSchema,
      wordsSettingsSchema,
      abuseSettingsSchema,
    ]),
  }),
]);
export type BacktestSubject = z.infer<typeof backtestSubjectSchema>;

export const backtestRequestSchema = z.strictObject({
  subject: backtestSubjectSchema,
  /** Exchanges that began in this range, inclusive from, exclusive to. */
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  /** Only those of traces that match, in the language of docs/reference/filters.md. */
  filter: z.string().max(4000).default(''),
});
export type BacktestRequest = z.infer<typeof backtestRequestSchema>;

/** What is done to a call, from nothing to the strongest. */
export const backtestOutcomeSchema = z.enum(['pass', 'allow', 'flag', 'modify', 'block']);
export type BacktestOutcome = z.infer<typeof backtestOutcomeSchema>;

/** In what an exchange would have gone otherwise. */
export const backtestChangeSchema = z.enum([
  'blocked',
  'unblocked',
  'model',
  'forbidden_models',
  'capped',
  'parameters',
  'redacted',
  'flags',
  'warnings',
  'guards',
  'limits',
  'review',
  'tags',
  'json_check',
  'allow',
]);
export type BacktestChange = z.infer<typeof backtestChangeSchema>;

const countsSchema = z.object({
  exchanges: z.number().int(),
  changed: z.number().int(),
  /** Would be refused and were not. */
  blocked: z.number().int(),
  /** Were refused and would not be. */
  unblocked: z.number().int(),
  /** Nano-dollars, what would be spent less what was: negative is saved. */
  spendNanos: z.string(),
});

const ruleFigureSchema = countsSchema.extend({
  /** The set's name, as in the draft or the published version. */
  set: z.string(),
  setId: z.string(),
  ruleId: z.string(),
  name: z.string(),
  /** Evaluations that failed. */
  errors: z.number().int(),
});

const scopeFigureSchema = countsSchema.extend({
  org: z.string(),
  workspace: z.string(),
  user: z.string(),
});

/** Figures, while it runs of what was read so far. */
export const backtestFiguresSchema = z.object({
  exchanges: z.number().int(),
  /** Those for which something else would have been decided. */
  changed: z.number().int(),
  blocked: z.number().int(),
  unblocked: z.number().int(),
  /** Refused before it came to what is tried, so not among the exchanges. */
  notAsked: z.number().int(),
  /** What was asked of them was not recorded and had to be rebuilt from their spans. */
  rebuilt: z.number().int(),
  /** Conditions read texts, and theirs were not recorded: judged as if they had none. */
  withoutTexts: z.number().int(),
  /** Evaluations of rules that failed. */
  errors: z.number().int(),
  /** Exchanges by what was done and what would be. */
  outcomes: z.array(
    z.object({
      outcome: backtestOutcomeSchema,
      before: z.number().int(),
      after: z.number().int(),
    }),
  ),
  /** Exchanges by what would change; one can count for several. */
  changes: z.array(z.object({ change: backtestChangeSchema, exchanges: z.number().int() })),
  /** From what to what, in words (`pass` to `block: no secrets`), most exchanges first; rare ones are left out. */
  transitions: z.array(z.object({ from: z.string(), to: z.string(), exchanges: z.number().int() })),
  /** By rule that matched, in the order in which rules are asked. An exchange counts for each of its rules. */
  rules: z.array(ruleFigureSchema),
  /** By whose calls they were, most changes first. */
  scopes: z.array(scopeFigureSchema),
  /** More transitions or scopes than are listed. */
  isCutOff: z.boolean(),
  spend: z.object({
    /** Nano-dollars, of the exchanges whose cost is known before and after. */
    beforeNanos: z.string(),
    afterNanos: z.string(),
    /** Changed exchanges whose spend cannot be told: no price for the model, or its tokens are not known. */
    unknown: z.number().int(),
  }),
  latency: z.object({
    /** Means of the exchanges that would still be answered and whose time is known; null: there are none. */
    beforeMs: z.number().nullable(),
    afterMs: z.number().nullable(),
    /** Exchanges with another model whose time is not known. */
    unknown: z.number().int(),
  }),
});
export type BacktestFigures = z.infer<typeof backtestFiguresSchema>;

export const backtestStateSchema = z.enum(['running', 'done', 'cancelled', 'failed']);

export const backtestSchema = z.object({
  id: z.string(),
  request: backtestRequestSchema,
  state: backtestStateSchema,
  startedAt: z.iso.datetime(),
  /** So far, or in all. */
  millis: z.number(),
  /** Exchanges that there are; null until they are counted. */
  total: z.number().int().nullable(),
  figures: backtestFiguresSchema,
  /** Why it failed or was cancelled. */
  message: z.string().nullable(),
});
export type Backtest = z.infer<typeof backtestSchema>;

/** A rule that matched, or why a guard would act. */
const causeSchema = z.object({ setId: z.string(), ruleId: z.string(), why: z.string() });

/** An exchange that would go otherwise. */
export const backtestExchangeSchema = z.object({
  traceId: traceIdSchema,
  spanId: spanIdSchema,
  time: z.iso.datetime(),
  org: z.string(),
  workspace: z.string(),
  user: z.string(),
  provider: z.string(),
  model: z.string(),
  changes: z.array(backtestChangeSchema),
  before: z.object({ outcome: backtestOutcomeSchema, text: z.string() }),
  after: z.object({ outcome: backtestOutcomeSchema, text: z.string() }),
  causes: z.array(causeSchema),
  isRebuilt: z.boolean(),
  /** Nano-dollars; null: not known. */
  costBeforeNanos: z.string().nullable(),
  costAfterNanos: z.string().nullable(),
  latencyBeforeMs: z.number().nullable(),
  /** Null: not known, or it would be refused. */
  latencyAfterMs: z.number().nullable(),
});
export type BacktestExchange = z.infer<typeof backtestExchangeSchema>;

/** `time`: newest first; `spend`: largest difference first; `latency`: the same of times. */
export const backtestSortSchema = z.enum(['time', 'spend', 'latency']);
export type BacktestSort = z.infer<typeof backtestSortSchema>;

/** A page of the exchanges that would go otherwise, of those found so far. */
export const backtestQuestionSchema = z.strictObject({
  id: z.string(),
  sort: backtestSortSchema.default('time'),
  /** Only those with this change. */
  change: backtestChangeSchema.optional(),
  /** Only those that this rule matched: its set's id. */
  setId: z.string().optional(),
  ruleId: z.string().optional(),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type BacktestQuestion = z.infer<typeof backtestQuestionSchema>;

export const backtestPageSchema = z.object({
  exchanges: z.array(backtestExchangeSchema),
  /** How many there are to page through. */
  total: z.number().int(),
  /** Changed exchanges beyond the number that is kept to be listed; they are in the figures. */
  notKept: z.number().int(),
});
export type BacktestPage = z.infer<typeof backtestPageSchema>;
