import { stringify } from 'yaml';
import { z } from 'zod';
import {
  DEFAULT_INTERVAL_MS,
  formatDuration,
  groupContentSchema,
  parseDuration,
  type GroupContent,
  type Rule,
} from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { readYaml } from '../../read-yaml.ts';

const duration = z.union([z.string(), z.number()]).transform((given, context) => {
  const millis = parseDuration(String(given));
  if (millis === null)
    context.addIssue({ code: 'custom', message: `"${given}" is no duration such as 5m or 1h30m` });
  return millis ?? 0;
});
const texts = z.record(z.string(), z.coerce.string()).nullable();
const fileRuleSchema = z.looseObject({
  alert: z.coerce.string().optional(),
  record: z.coerce.string().optional(),
  expr: z.coerce.string(),
  for: duration.optional(),
  keep_firing_for: duration.optional(),
  labels: texts.optional(),
  annotations: texts.optional(),
});
const fileSchema = z.looseObject({
  groups: z.array(
    z.looseObject({
      name: z.coerce.string(),
      interval: duration.optional(),
      limit: z.number().int().optional(),
      labels: texts.optional(),
      rules: z.array(fileRuleSchema).nullable().optional(),
    }),
  ),
});

type FileRule = z.infer<typeof fileRuleSchema>;
type FileGroup = z.infer<typeof fileSchema>['groups'][number];

const KNOWN_RULE = new Set(['alert', 'record', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations']);
const KNOWN_GROUP = new Set(['name', 'interval', 'limit', 'labels', 'rules']);

export interface RuleFile {
  readonly groups: GroupContent[];
  /** What the file says that is not supported here, in words. */
  readonly leftOut: string[];
}

/** Reads a rule file of Prometheus. @throws SignalboxError ALERT_RULES_INVALID */
export function readRuleFile(text: string): RuleFile {
  let document: unknown;
  try {
    document = readYaml(text);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
  const read = fileSchema.safeParse(document);
  if (!read.success) throw invalid(z.prettifyError(read.error));
  const leftOut = unknownKeys(read.data, new Set(['groups']), 'The file');
  const groups = read.data.groups.flatMap((group) => readGroup(group, leftOut) ?? []);
  return { groups, leftOut };
}

function readGroup(group: FileGroup, leftOut: string[]): GroupContent | null {
  leftOut.push(...unknownKeys(group, KNOWN_GROUP, `The group ${group.name}`));
  const rules = (group.rules ?? []).map((rule) => readRule(rule, group, leftOut));
  if (rules.length === 0) {
    leftOut.push(`The group ${group.name} has no rules.`);
    return null;
  }
  const read = groupContentSchema.safeParse({
    name: group.name,
    intervalMs: group.interval ?? DEFAULT_INTERVAL_MS,
    limit: group.limit ?? 0,
    rules,
  });
  if (!read.success) throw invalid(`in the group ${group.name}: ${z.prettifyError(read.error)}`);
  return read.data;
}

function readRule(rule: FileRule, group: FileGroup, leftOut: string[]): unknown {
  const name = rule.alert ?? rule.record;
  if (name === undefined || (rule.alert !== undefined && rule.record !== undefined))
    throw invalid(`a rule of the group ${group.name} needs either alert or record`);
  leftOut.push(...unknownKeys(rule, KNOWN_RULE, `The rule ${name} of the group ${group.name}`));
  const labels = { ...group.labels, ...rule.labels };
  if (rule.alert === undefined) return { kind: 'record', name, expr: rule.expr, labels };
  return {
    kind: 'alert',
    name,
    expr: rule.expr,
    forMs: rule.for ?? 0,
    keepFiringForMs: rule.keep_firing_for ?? 0,
    labels,
    annotations: rule.annotations ?? {},
  };
}

function unknownKeys(of: Record<string, unknown>, known: ReadonlySet<string>, whose: string): string[] {
  return Object.keys(of)
    .filter((key) => !known.has(key))
    .map((key) => `${whose}: "${key}" is not supported.`);
}

function invalid(reason: string): SignalboxError {
  return new SignalboxError('ALERT_RULES_INVALID', { reason });
}

/** Groups as a rule file of Prometheus. */
export function writeRuleFile(groups: readonly GroupContent[]): string {
  const document = {
    groups: groups.map(({ name, intervalMs, limit, rules }) => ({
      name,
      interval: formatDuration(intervalMs),
      ...(limit === 0 ? {} : { limit }),
      rules: rules.map(toFileRule),
    })),
  };
  return stringify(document, { lineWidth: 100 });
}

function toFileRule(rule: Rule): Record<string, unknown> {
  const labels = Object.keys(rule.labels).length === 0 ? {} : { labels: rule.labels };
  if (rule.kind === 'record') return { record: rule.name, expr: rule.expr, ...labels };
  return {
    alert: rule.name,
    expr: rule.expr,
    ...(rule.forMs === 0 ? {} : { for: formatDuration(rule.forMs) }),
    ...(rule.keepFiringForMs === 0 ? {} : { keep_firing_for: formatDuration(rule.keepFiringForMs) }),
    ...labels,
    ...(Object.keys(rule.annotations).length === 0 ? {} : { annotations: rule.annotations }),
  };
}
