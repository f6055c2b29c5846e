import { z } from 'zod';
import { tenantNameSchema } from '../api-key.ts';
import { policyActionSchema } from './policy-action.ts';

export const MAX_RULES = 1_000;
export const MAX_EXPRESSION_LENGTH = 4_000;

/** `off`: not evaluated. `shadow`: decides and records, changes nothing. `enforce`: its decisions are carried out. */
export const policyModeSchema = z.enum(['off', 'shadow', 'enforce']);
export type PolicyMode = z.infer<typeof policyModeSchema>;

/** Which calls a set is for: those that agree with every name it gives; no name at all: every call. */
export const policyScopeSchema = z.strictObject({
  org: tenantNameSchema.nullable().default(null),
  workspace: tenantNameSchema.nullable().default(null),
  user: tenantNameSchema.nullable().default(null),
});
export type PolicyScope = z.infer<typeof policyScopeSchema>;

export const policyRuleSchema = z.strictObject({
  /** Unique within its set and steady over its versions. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _, at most 63 characters'),
  name: z.string().trim().min(1).max(200),
  enabled: z.boolean().default(true),
  /** A CEL expression of type bool over the policy input; empty: always. */
  when: z.string().max(MAX_EXPRESSION_LENGTH).default(''),
  actions: z.array(policyActionSchema).min(1).max(20),
});
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** What a user writes, and what a version holds. */
export const policyContentSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(2_000).default(''),
  scope: policyScopeSchema.default({ org: null, workspace: null, user: null }),
  /** Sets are asked from the highest to the lowest; of equal ones the narrower scope first, then the older set. */
  priority: z.number().int().min(-1_000).max(1_000).default(0),
  mode: policyModeSchema.default('shadow'),
  /** What a rule that cannot be evaluated means: it does not match (`open`), or the call is blocked (`closed`). */
  failureMode: z.enum(['open', 'closed']).default('open'),
  rules: z.array(policyRuleSchema).max(MAX_RULES).default([]),
});
export type PolicyContent = z.infer<typeof policyContentSchema>;

export const policyVersionSchema = z.object({
  setId: z.string(),
  /** From 1, without gaps. */
  version: z.number().int().positive(),
  content: policyContentSchema,
  savedAt: z.iso.datetime(),
  savedBy: z.string(),
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

/** A set as it stands: its latest version, and which version is in force. */
export const policySetSchema = z.object({
  id: z.string(),
  latest: policyVersionSchema,
  /** Null: none is published, so the set does nothing. */
  published: policyVersionSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type PolicySet = z.infer<typeof policySetSchema>;

/** `baseVersion` is the version that the edit began from: when it is no longer the latest, the save is refused (409). */
export const savePolicySchema = z.strictObject({
  content: policyContentSchema,
  baseVersion: z.number().int().positive(),
});
export type SavePolicy = z.infer<typeof savePolicySchema>;
