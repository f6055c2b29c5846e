import { z } from 'zod';
import { tenantNameSchema } from './api-key.ts';

export const flagNameSchema = z.enum([
  'track_model_costs',
  'enable_rate_limiting',
  'enable_similarity_logging',
  'enable_policy_engine',
  'enable_guardrails_ai',
  'enable_async_trace_export',
  'enable_langfuse_export',
  'enable_archgw_routing',
  'enable_stackstorm',
  'enable_stackstorm_retry',
  'enable_stackstorm_reroute',
  'enable_stackstorm_repair_execution',
  'enable_cron_backoff',
]);
export type FlagName = z.infer<typeof flagNameSchema>;

/**
 * Which calls an override is for: those that agree with every name it gives. No name at all: every call. Of several
 * that fit, the one that names the model wins over all others, then the user, the workspace, the org.
 */
export const flagScopeSchema = z.strictObject({
  org: tenantNameSchema.nullable().default(null),
  workspace: tenantNameSchema.nullable().default(null),
  user: tenantNameSchema.nullable().default(null),
  /** As the caller writes it. */
  model: tenantNameSchema.nullable().default(null),
});
export type FlagScope = z.infer<typeof flagScopeSchema>;

export const EVERY_CALL: FlagScope = { org: null, workspace: null, user: null, model: null };

export const flagOverrideSchema = z.object({
  scope: flagScopeSchema,
  value: z.boolean(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
});
export type FlagOverride = z.infer<typeof flagOverrideSchema>;

export const flagSchema = z.object({
  name: flagNameSchema,
  /** What is done while it is on. */
  purpose: z.string(),
  /** What it needs that this version does not have yet; null: it works. Such a flag cannot be set. */
  waitsFor: z.string().nullable(),
  /** Without any override. */
  default: z.boolean(),
  /** For calls that no narrower override is for. */
  value: z.boolean(),
  overrides: z.array(flagOverrideSchema),
});
export type Flag = z.infer<typeof flagSchema>;

export const flagListSchema = z.object({
  /** Whose defaults apply: an engine on loopback is a local sandbox. */
  kind: z.enum(['sandbox', 'deployment']),
  flags: z.array(flagSchema),
});
export type FlagList = z.infer<typeof flagListSchema>;

export const setFlagSchema = z.object({
  /** Null: take the override away. */
  value: z.boolean().nullable(),
  scope: flagScopeSchema.default(EVERY_CALL),
});
export type SetFlag = z.infer<typeof setFlagSchema>;

/** One change of one override; null: there was, or is, none. */
export const flagChangeSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string(),
  flag: z.string(),
  scope: flagScopeSchema,
  from: z.boolean().nullable(),
  to: z.boolean().nullable(),
});
export type FlagChange = z.infer<typeof flagChangeSchema>;
