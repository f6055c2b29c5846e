import { z } from 'zod';
import { MAX_EXPRESSION_LENGTH } from '../metrics.ts';

const DAY_MS = 86_400_000;

/** Names of labels as Prometheus 2 takes them; the metric's name is no label that a rule may set. */
export const labelNameSchema = z
  .string()
  .max(200)
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'a label name: letters, digits and _, not starting with a digit')
  .refine((name) => name !== '__name__', 'a rule may not set __name__');

export const ruleLabelsSchema = z.record(labelNameSchema, z.string().max(4_000));
const expr = z.string().trim().min(1).max(MAX_EXPRESSION_LENGTH);
const holdMs = z
  .number()
  .int()
  .min(0)
  .max(365 * DAY_MS);

export const alertingRuleSchema = z.strictObject({
  kind: z.literal('alert'),
  /** Becomes the label `alertname`. */
  name: z.string().trim().min(1).max(200),
  expr,
  /** How long the expression must have answered before the alert fires. */
  forMs: holdMs.default(0),
  /** How long the alert goes on firing after the expression stopped answering. */
  keepFiringForMs: holdMs.default(0),
  labels: ruleLabelsSchema.default({}),
  /** Texts with templates: `{{ $value | humanizePercentage }}`, `{{ $labels.model }}`. `runbook_url` links a runbook. */
  annotations: z.record(labelNameSchema, z.string().max(20_000)).default({}),
});
export type AlertingRule = z.infer<typeof alertingRuleSchema>;

export const recordingRuleSchema = z.strictObject({
  kind: z.literal('record'),
  name: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'a metric name: letters, digits, _ and :'),
  expr,
  labels: ruleLabelsSchema.default({}),
});
export type RecordingRule = z.infer<typeof recordingRuleSchema>;

export const ruleSchema = z.discriminatedUnion('kind', [alertingRuleSchema, recordingRuleSchema]);
export type Rule = z.infer<typeof ruleSchema>;

export const DEFAULT_INTERVAL_MS = 60_000;

/** Rules that are evaluated together, one after the other, at the same instant. */
export const groupContentSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  intervalMs: z.number().int().min(1_000).max(DAY_MS).default(DEFAULT_INTERVAL_MS),
  /** An evaluation that brings more alerts or series than this fails; 0: no limit. */
  limit: z.number().int().min(0).max(100_000).default(0),
  rules: z.array(ruleSchema).min(1).max(500),
});
export type GroupContent = z.infer<typeof groupContentSchema>;

export const groupOriginSchema = z.enum(['user', 'shipped', 'slo']);
export type GroupOrigin = z.infer<typeof groupOriginSchema>;

/** A group with where it comes from. Only those of people can be changed; the others are copied or switched off. */
export const ruleGroupSchema = z.object({
  id: z.string(),
  origin: groupOriginSchema,
  version: z.number().int(),
  content: groupContentSchema,
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
});
export type RuleGroup = z.infer<typeof ruleGroupSchema>;

export const saveGroupSchema = z.strictObject({
  content: groupContentSchema,
  /** The version that was edited; refused when it is no longer the latest. */
  baseVersion: z.number().int().min(1),
});
export type SaveGroup = z.infer<typeof saveGroupSchema>;

/** Names each rule of a group: rules of one name are told apart by their order. */
export function ruleKeys(rules: readonly Pick<Rule, 'kind' | 'name'>[]): string[] {
  const seen = new Map<string, number>();
  return rules.map(({ kind, name }) => {
    const key = `${kind}:${name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

/** What of an imported file was left out, or is not here as it is there: in words. */
export const importedRulesSchema = z.object({
  groups: z.array(ruleGroupSchema),
  leftOut: z.array(z.string()),
});
export type ImportedRules = z.infer<typeof importedRulesSchema>;
