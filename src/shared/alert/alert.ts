import { z } from 'zod';
import { alertingRuleSchema, groupOriginSchema, ruleSchema } from './rule.ts';

/** A value of PromQL on its way through JSON. */
export const sampleValueSchema = z.union([z.number(), z.enum(['NaN', '+Inf', '-Inf'])]);
export type SampleValue = z.infer<typeof sampleValueSchema>;

export function toSampleValue(value: number): SampleValue {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : value;
}

const labels = z.record(z.string(), z.string());

export const alertStateSchema = z.enum(['inactive', 'pending', 'firing']);
export type AlertState = z.infer<typeof alertStateSchema>;

/** An alert that is pending, fires, or fired until a short while ago (inactive). */
export const activeAlertSchema = z.object({
  /** Of its labels, as Alertmanager computes it. */
  fingerprint: z.string(),
  groupId: z.string(),
  ruleKey: z.string(),
  labels,
  annotations: labels,
  state: alertStateSchema,
  value: sampleValueSchema,
  /** ISO 8601, UTC, as all times here: since when the expression has answered. */
  activeAt: z.string(),
  firedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  /** Ids of the silences that are in force for it. */
  silencedBy: z.array(z.string()),
});
export type ActiveAlert = z.infer<typeof activeAlertSchema>;

export const ruleStateSchema = z.object({
  key: z.string(),
  rule: ruleSchema,
  enabled: z.boolean(),
  health: z.enum(['ok', 'err', 'unknown']),
  /** Why the last evaluation failed. */
  lastError: z.string().nullable(),
  lastEvaluatedAt: z.string().nullable(),
  evaluationSeconds: z.number().nullable(),
  /** The furthest of its alerts; recording rules are inactive. */
  state: alertStateSchema,
  alerts: z.array(activeAlertSchema),
});
export type RuleState = z.infer<typeof ruleStateSchema>;

export const groupStateSchema = z.object({
  id: z.string(),
  origin: groupOriginSchema,
  version: z.number().int(),
  name: z.string(),
  intervalMs: z.number(),
  limit: z.number(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
  lastEvaluatedAt: z.string().nullable(),
  evaluationSeconds: z.number().nullable(),
  rules: z.array(ruleStateSchema),
});
export type GroupState = z.infer<typeof groupStateSchema>;

/** A change of an alert's state, as history keeps it. */
export const alertEventSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  groupId: z.string(),
  rule: z.string(),
  fingerprint: z.string(),
  labels,
  summary: z.string(),
  from: alertStateSchema,
  to: alertStateSchema,
  value: sampleValueSchema,
});
export type AlertEvent = z.infer<typeof alertEventSchema>;

export const historyQuestionSchema = z.object({
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  fingerprint: z.string().max(40).nullable().default(null),
  limit: z.number().int().min(1).max(10_000).default(200),
});
export type HistoryQuestion = z.infer<typeof historyQuestionSchema>;

/** A rule that is being edited, asked about the past. */
export const previewRequestSchema = z.object({
  rule: alertingRuleSchema,
  intervalMs: z.number().int().min(1_000),
  fromMs: z.number().int().min(0),
  toMs: z.number().int().min(0),
  /** The labels of an alert of the rule, where only its own series are asked about. */
  only: labels.optional(),
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

export const previewSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** How far apart the evaluations were; wider than the interval where the range is long. */
  stepMs: z.number(),
  /** The left side of the comparison where the expression is one with a number; else the expression itself. */
  expr: z.string(),
  threshold: z.number().nullable(),
  times: z.array(z.number()),
  series: z.array(z.object({ labels, values: z.array(z.number().nullable()) })),
  /** How many series there are beyond those that are given. */
  moreSeries: z.number(),
  /** When alerts would have been pending and firing; null: not in the range. */
  alerts: z.array(
    z.object({
      labels,
      annotations: labels,
      activeMs: z.number(),
      firedMs: z.number().nullable(),
      resolvedMs: z.number().nullable(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type Preview = z.infer<typeof previewSchema>;
