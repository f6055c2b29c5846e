import {
  alertingRuleSchema,
  DEFAULT_INTERVAL_MS,
  formatDuration,
  parseDuration,
  ruleSchema,
  type AlertingRule,
  type Rule,
} from '../../../../shared/alert/index.ts';

/** A rule as it is typed. */
export interface RuleForm {
  readonly kind: Rule['kind'];
  readonly name: string;
  readonly expr: string;
  readonly forText: string;
  readonly keepText: string;
  readonly severity: string;
  /** `name=value`, one a line. */
  readonly labels: string;
  readonly summary: string;
  readonly description: string;
  readonly runbook: string;
  /** Annotations without a field of their own; kept as they are. */
  readonly others: Readonly<Record<string, string>>;
  /** The group that it goes to; '' a new one. */
  readonly groupId: string;
  readonly groupName: string;
  readonly interval: string;
}

export type RuleFormErrors = Partial<Record<keyof RuleForm, string>>;

export const NEW_RULE: RuleForm = {
  kind: 'alert',
  name: '',
  expr: '',
  forText: '5m',
  keepText: '',
  severity: 'warning',
  labels: '',
  summary: '',
  description: '',
  runbook: '',
  others: {},
  groupId: '',
  groupName: 'My rules',
  interval: formatDuration(DEFAULT_INTERVAL_MS),
};

export function ruleToForm(rule: Rule, groupId: string): RuleForm {
  const { severity = '', ...labels } = rule.labels;
  const base = {
    ...NEW_RULE,
    kind: rule.kind,
    name: rule.name,
    expr: rule.expr,
    severity,
    labels: Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    groupId,
  };
  if (rule.kind === 'record') return base;
  const { summary = '', description = '', runbook_url: runbook = '', ...others } = rule.annotations;
  return {
    ...base,
    forText: rule.forMs === 0 ? '' : formatDuration(rule.forMs),
    keepText: rule.keepFiringForMs === 0 ? '' : formatDuration(rule.keepFiringForMs),
    summary,
    description,
    runbook,
    others,
  };
}

/** What was typed as a rule, or what is wrong with it, by field. */
export function readRuleForm(form: RuleForm): { rule: Rule | null; errors: RuleFormErrors } {
  const errors: { -readonly [Field in keyof RuleForm]?: string } = {};
  const forMs = durationOf(form.forText);
  const keepFiringForMs = durationOf(form.keepText);
  if (forMs === null) errors.forText = 'A duration such as 5m or 1h30m; empty: at once.';
  if (keepFiringForMs === null) errors.keepText = 'A duration such as 5m; empty: not at all.';
  if (form.name.trim() === '') errors.name = 'A rule has a name.';
  if (form.expr.trim() === '') errors.expr = 'A rule has an expression.';
  if (form.groupId === '' && form.groupName.trim() === '') errors.groupName = 'A group has a name.';
  const intervalMs = parseDuration(form.interval.trim());
  if (form.groupId === '' && (intervalMs === null || intervalMs < 1_000))
    errors.interval = 'A duration of at least 1s, such as 30s or 1m.';
  const labels = labelsOf(form);
  if (labels === null) errors.labels = 'One label a line: name=value.';
  if (Object.keys(errors).length > 0) return { rule: null, errors };
  const read = ruleSchema.safeParse({
    kind: form.kind,
    name: form.name,
    expr: form.expr,
    labels,
    ...(form.kind === 'record' ? {} : { forMs, keepFiringForMs, annotations: annotationsOf(form) }),
  });
  if (read.success) return { rule: read.data, errors };
  const issue = read.error.issues[0];
  const field = issue?.path[0] === 'labels' || issue?.path[0] === 'expr' ? issue.path[0] : 'name';
  return { rule: null, errors: { [field]: issue?.message ?? 'This is not valid.' } };
}

/** What of it can be previewed while it is typed: its expression and `for`. */
export function previewedRule(form: RuleForm): AlertingRule | null {
  const read = alertingRuleSchema.safeParse({
    kind: 'alert',
    name: form.name.trim() === '' ? 'preview' : form.name,
    expr: form.expr,
    forMs: form.kind === 'record' ? 0 : (durationOf(form.forText) ?? 0),
    keepFiringForMs: form.kind === 'record' ? 0 : (durationOf(form.keepText) ?? 0),
  });
  return read.data ?? null;
}

function durationOf(text: string): number | null {
  return text.trim() === '' ? 0 : parseDuration(text.trim());
}

function labelsOf({ labels, severity }: RuleForm): Record<string, string> | null {
  const lines = labels.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  if (lines.some((line) => line.indexOf('=') < 1)) return null;
  return Object.fromEntries(severity.trim() === '' ? pairs : [['severity', severity.trim()], ...pairs]);
}

function annotationsOf({ summary, description, runbook, others }: RuleForm): Record<string, string> {
  const texts = { summary, description, runbook_url: runbook };
  const given = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return { ...others, ...Object.fromEntries(given) };
}
