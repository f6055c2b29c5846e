import { z } from 'zod';
import { policyInputSchema, type PolicyInput } from './policy-input.ts';
import { policyEffectsSchema, policySetResultSchema } from './policy-outcome.ts';
import { policyContentSchema } from './policy-set.ts';

export const MAX_EVALUATED = 100;

const { request, scope, key, tokens, cost, time, target, guards, similarity, spend, failures } =
  policyInputSchema.shape;

/** An input of which only something is said; the rest is empty. */
export const partialInputSchema = z.strictObject({
  request: request.strict().partial().optional(),
  scope: scope.strict().partial().optional(),
  key: key.strict().partial().optional(),
  tokens: tokens.strict().partial().optional(),
  cost: cost.strict().partial().optional(),
  time: time.strict().partial().optional(),
  target: target.strict().partial().optional(),
  guards: guards.optional(),
  similarity: similarity.strict().partial().optional(),
  spend: spend.strict().partial().optional(),
  failures: failures.strict().partial().optional(),
});
export type PartialInput = z.infer<typeof partialInputSchema>;

const messageSchema = z.object({ role: z.string().max(50), text: z.string().max(1_000_000) });

/** An exchange to ask policies about: one that was recorded, or one made up. */
export const evaluatedExchangeSchema = z.union([
  z.strictObject({
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    /** The exchange's span; left out: the first exchange of the trace. */
    spanId: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullable()
      .default(null),
  }),
  z.strictObject({
    input: partialInputSchema.default({}),
    messages: z.array(messageSchema).max(10_000).default([]),
  }),
]);
export type EvaluatedExchange = z.infer<typeof evaluatedExchangeSchema>;

export const evaluatePoliciesSchema = z.strictObject({
  /** Drafts; each is evaluated as if it were published, the first as if it were the oldest. Null: what is published. */
  sets: z.array(policyContentSchema).max(50).nullable().default(null),
  exchanges: z.array(evaluatedExchangeSchema).min(1).max(MAX_EVALUATED),
});
export type EvaluatePolicies = z.infer<typeof evaluatePoliciesSchema>;

export const policyEvaluationSchema = z.object({
  /** Null: it was made up. */
  traceId: z.string().nullable(),
  spanId: z.string().nullable(),
  input: policyInputSchema,
  /** Why it could not be evaluated as it was; null: it could. A text that was not recorded cannot be read. */
  incomplete: z.string().nullable(),
  effects: policyEffectsSchema,
  shadow: policyEffectsSchema.nullable(),
  sets: z.array(policySetResultSchema),
  micros: z.number().nonnegative(),
});
export type PolicyEvaluation = z.infer<typeof policyEvaluationSchema>;

const NOTHING_KNOWN: PolicyInput = {
  request: {
    model: '',
    operation: 'chat',
    dialect: 'openai',
    stream: false,
    max_tokens: 0,
    temperature: -1,
    tools: [],
    attachments: 0,
    messages: 0,
    characters: 0,
    json: false,
    service: '',
    session: '',
    agent: '',
  },
  scope: { org: '', workspace: '', user: '' },
  key: { id: '', name: '' },
  tokens: { input: 0 },
  cost: { estimate: 0 },
  time: { unix: 0, hour: 0, weekday: 1 },
  target: { provider: '', model: '', region: '' },
  guards: {},
  similarity: { recent: 0, bad: 0, good: 0 },
  spend: { org: 0, workspace: 0, user: 0 },
  failures: { recent: 0, rate: 0 },
};

/** An input with what is not given empty, as it is for a call of which it is not known. */
export function completeInput(parts: PartialInput = {}): PolicyInput {
  return {
    request: given(NOTHING_KNOWN.request, parts.request),
    scope: given(NOTHING_KNOWN.scope, parts.scope),
    key: given(NOTHING_KNOWN.key, parts.key),
    tokens: given(NOTHING_KNOWN.tokens, parts.tokens),
    cost: given(NOTHING_KNOWN.cost, parts.cost),
    time: given(NOTHING_KNOWN.time, parts.time),
    target: given(NOTHING_KNOWN.target, parts.target),
    guards: parts.guards ?? {},
    similarity: given(NOTHING_KNOWN.similarity, parts.similarity),
    spend: given(NOTHING_KNOWN.spend, parts.spend),
    failures: given(NOTHING_KNOWN.failures, parts.failures),
  };
}

type Loose<Group> = { readonly [Name in keyof Group]?: Group[Name] | undefined };

function given<Group extends object>(empty: Group, parts: Loose<Group> | undefined): Group {
  const known = Object.entries(parts ?? {}).filter(([, value]) => value !== undefined);
  return { ...empty, ...(Object.fromEntries(known) as Partial<Group>) };
}
