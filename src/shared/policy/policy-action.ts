import { z } from 'zod';
import { guardNameSchema } from '../guard/index.ts';

const short = z.string().trim().min(1).max(200);
const label = z.string().regex(/^[\w.:/-]{1,64}$/, 'letters, digits and _ . : / -, at most 64');

/** Parameters of a request that a rule may set, by their canonical names. */
export const settableParameterSchema = z.enum([
  'temperature',
  'topP',
  'topK',
  'frequencyPenalty',
  'presencePenalty',
  'seed',
  'serviceTier',
]);
export type SettableParameter = z.infer<typeof settableParameterSchema>;

/** Holds the calls that match to a rate, counted per rule and per value of `per`. */
export const limitActionSchema = z.strictObject({
  type: z.literal('limit'),
  requests: z.number().int().min(1).max(1_000_000_000),
  period: z.enum(['second', 'minute', 'hour', 'day']),
  per: z.enum(['all', 'org', 'workspace', 'user', 'key', 'model']).default('all'),
});

/** What a rule does when its condition holds. How actions of several rules go together: combine-effects in core/policy. */
export const policyActionSchema = z.discriminatedUnion('type', [
  /** Lets the call pass: no later rule, and no set after this one, is asked. */
  z.strictObject({ type: z.literal('allow') }),
  /** Refuses the call; no later rule is asked. */
  z.strictObject({ type: z.literal('block'), code: label.default('policy_blocked'), message: short }),
  /** Marks the trace. */
  z.strictObject({ type: z.literal('flag'), label }),
  /** Tells the caller in the header `x-signalbox-warning`. */
  z.strictObject({ type: z.literal('warn'), message: short }),
  /** Replaces what the guards `pii` and `secrets` know, by kind; no kind: all that they know. Put back in the answer. */
  z.strictObject({ type: z.literal('redact'), kinds: z.array(label).max(50).default([]) }),
  z.strictObject({
    type: z.literal('set_parameter'),
    parameter: settableParameterSchema,
    /** Null: leave it out. */
    value: z.union([z.number(), z.string().max(100)]).nullable(),
  }),
  /** Allows at most so many tokens of answer; sets the limit where the caller gave none. */
  z.strictObject({ type: z.literal('cap_tokens'), tokens: z.number().int().min(1).max(10_000_000) }),
  /** Answers with this model, PROVIDER/MODEL or route instead of the one that was asked for. */
  z.strictObject({ type: z.literal('choose_model'), model: short }),
  /** Models or PROVIDER/MODEL that may not answer; `*` stands for any run of characters. */
  z.strictObject({ type: z.literal('forbid_models'), models: z.array(short).min(1).max(50) }),
  /** Runs a guard that is switched off. */
  z.strictObject({ type: z.literal('require_guard'), guard: guardNameSchema }),
  limitActionSchema,
  /** Tags so many percent of the calls, chosen by trace id, for people to look at: `signalbox.review`. */
  z.strictObject({ type: z.literal('review'), percent: z.number().min(0).max(100).default(100) }),
  z.strictObject({ type: z.literal('tag'), key: label, value: short }),
  /** Checks the answer against a JSON schema; null: the one that the request asks for. */
  z.strictObject({
    type: z.literal('check_json'),
    schema: z.json().nullable().default(null),
    /** Lets the model mend an answer that does not fit, once. */
    repair: z.boolean().default(true),
  }),
]);
export type PolicyAction = z.infer<typeof policyActionSchema>;
export type PolicyActionType = PolicyAction['type'];
