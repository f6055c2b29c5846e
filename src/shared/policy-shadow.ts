import { z } from 'zod';
import { policySetResultSchema } from './policy/index.ts';
import { spanIdSchema, traceIdSchema } from './trace.ts';

const setOutcomeSchema = policySetResultSchema.shape.outcome;

/** Exchanges by what a set in shadow would have made of them, beside what was enforced. */
const shadowCountsSchema = z.object({
  /** Those that the set was asked about. */
  exchanges: z.number().int(),
  /** Would have been blocked, and were not. */
  wouldBlock: z.number().int(),
  /** Would have been changed (redacted, capped, answered by another model, ...), and were not refused. */
  wouldModify: z.number().int(),
  wouldFlag: z.number().int(),
  /** Would have been let pass by an `allow`, though they were refused. */
  wouldAllow: z.number().int(),
  /** The same came of it with or without the set: it would have passed them, or they were refused all the same. */
  same: z.number().int(),
});

/** An exchange that a set in shadow would have treated otherwise. */
export const shadowExchangeSchema = z.object({
  traceId: traceIdSchema,
  spanId: spanIdSchema,
  time: z.iso.datetime(),
  org: z.string(),
  workspace: z.string(),
  user: z.string(),
  provider: z.string(),
  model: z.string(),
  /** What the set would have done. */
  shadow: setOutcomeSchema,
  /** What was done. */
  enforced: setOutcomeSchema,
  /** The ids of the set's rules that matched. */
  rules: z.array(z.string()),
});
export type ShadowExchange = z.infer<typeof shadowExchangeSchema>;

/** A set in shadow compared with what was enforced, over a time range. */
export const policyShadowSchema = z.object({
  setId: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  total: shadowCountsSchema,
  /** By rule that matched, most exchanges first. An exchange counts for each of its rules. */
  rules: z.array(shadowCountsSchema.extend({ ruleId: z.string() })),
  /** By whose calls they were, most exchanges first; the names are '' where a call does not say. */
  scopes: z.array(shadowCountsSchema.extend({ org: z.string(), workspace: z.string(), user: z.string() })),
  /** More rules or scopes than are listed. */
  isCutOff: z.boolean(),
  /** A page of those that would have gone otherwise, newest first. */
  exchanges: z.array(shadowExchangeSchema),
  nextCursor: z.string().nullable(),
});
export type PolicyShadow = z.infer<typeof policyShadowSchema>;
