import { z } from 'zod';
import { guardNameSchema } from '../guard/index.ts';
import { limitActionSchema, settableParameterSchema } from './policy-action.ts';
import { policyModeSchema } from './policy-set.ts';

/** Which rule brought something about. */
export const ruleReferenceSchema = z.object({ setId: z.string(), ruleId: z.string() });
export type RuleReference = z.infer<typeof ruleReferenceSchema>;

/** All that matching rules bring about, conflicts resolved. */
export const policyEffectsSchema = z.object({
  block: z.object({ code: z.string(), message: z.string(), by: ruleReferenceSchema }).nullable(),
  /** The rule that ended the evaluation with `allow`. */
  allowedBy: ruleReferenceSchema.nullable(),
  flags: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Kinds to redact; empty: all; null: none. */
  redact: z.array(z.string()).nullable(),
  parameters: z.partialRecord(settableParameterSchema, z.union([z.number(), z.string()]).nullable()),
  capTokens: z.number().int().nullable(),
  chooseModel: z.string().nullable(),
  forbidModels: z.array(z.string()),
  requireGuards: z.array(guardNameSchema),
  limits: z.array(z.object({ by: ruleReferenceSchema, limit: limitActionSchema })),
  review: z.boolean(),
  tags: z.record(z.string(), z.string()),
  checkJson: z.object({ schema: z.json().nullable(), repair: z.boolean() }).nullable(),
});
export type PolicyEffects = z.infer<typeof policyEffectsSchema>;

/** What nothing at all brings about. */
export const NO_EFFECTS: PolicyEffects = {
  block: null,
  allowedBy: null,
  flags: [],
  warnings: [],
  redact: null,
  parameters: {},
  capTokens: null,
  chooseModel: null,
  forbidModels: [],
  requireGuards: [],
  limits: [],
  review: false,
  tags: {},
  checkJson: null,
};

export const ruleResultSchema = z.object({
  ruleId: z.string(),
  matched: z.boolean(),
  /** For people: what made it match or not, such as `tokens.input > 1000 is false (tokens.input = 12)`. */
  why: z.string(),
  micros: z.number().nonnegative(),
  /** Why it could not be evaluated. */
  error: z.string().nullable(),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

/** What one set decided about one exchange. */
export const policySetResultSchema = z.object({
  setId: z.string(),
  name: z.string(),
  version: z.number().int(),
  mode: policyModeSchema,
  /** Of this set alone: `pass`: no rule matched, or none changes the call. */
  outcome: z.enum(['pass', 'allow', 'flag', 'modify', 'block']),
  /** In their order, as far as they were asked. */
  rules: z.array(ruleResultSchema),
  micros: z.number().nonnegative(),
});
export type PolicySetResult = z.infer<typeof policySetResultSchema>;

/** What all sets together decided: `effects` of those that enforce, `shadow` of what they and those in shadow would. */
export interface PolicyOutcome {
  readonly effects: PolicyEffects;
  /** As if the sets in shadow enforced; null: there is none that applies. */
  readonly shadow: PolicyEffects | null;
  readonly sets: readonly PolicySetResult[];
}
