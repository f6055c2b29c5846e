import { z } from 'zod';

/** The guards that exist. docs/reference/guardrails.md says what each looks for. */
export const guardNameSchema = z.enum([
  'size',
  'region',
  'pii',
  'secrets',
  'words',
  'abuse',
  'guardrails_ai',
]);
export type GuardName = z.infer<typeof guardNameSchema>;

export const guardDirectionSchema = z.enum(['input', 'output']);
export type GuardDirection = z.infer<typeof guardDirectionSchema>;

/** What a guard does about what it finds, from the mildest to the strongest. */
export const guardActionSchema = z.enum(['flag', 'warn', 'redact', 'block']);
export type GuardAction = z.infer<typeof guardActionSchema>;

/** One kind of thing that a guard found. Never holds what was found, only where. */
export const findingSchema = z.object({
  /** `email`, `card`, `prompt_injection`, `tokens`, ... */
  kind: z.string(),
  /** From 0 to 1; 1 where the check is exact. */
  score: z.number().min(0).max(1),
  count: z.number().int().positive(),
  /** Where it was first found, in words for people: `message 3 (tool result)`, `answer`. */
  place: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/**
 * What came of a guard: `pass` (nothing, or below its threshold), what it did, or how its failure was taken: `failed_open`
 * let the call pass, `failed_closed` blocked it.
 */
export const guardOutcomeSchema = z.enum([
  'pass',
  ...guardActionSchema.options,
  'failed_open',
  'failed_closed',
]);
export type GuardOutcome = z.infer<typeof guardOutcomeSchema>;

/** One guard's work on one direction of one exchange, as it is recorded. */
export const guardRunSchema = z.object({
  guard: guardNameSchema,
  direction: guardDirectionSchema,
  outcome: guardOutcomeSchema,
  /** The highest score, also when below the threshold; null: the guard has none, or it failed. */
  score: z.number().min(0).max(1).nullable(),
  findings: z.array(findingSchema),
  /** For people: what it found, or why it failed. */
  reason: z.string(),
  micros: z.number().nonnegative(),
});
export type GuardRun = z.infer<typeof guardRunSchema>;
