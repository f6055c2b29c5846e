import type { AlertingRule, AlertState } from '../../../shared/alert/index.ts';
import type { Labels } from '../../metrics/series-source.ts';
import type { VectorSample } from '../../../shared/metrics.ts';
import { expandTemplate, type AskQuery, type TemplateData } from '../template/index.ts';
import { labelsKey } from './fingerprint.ts';

/** One alert of a rule. Times are milliseconds since 1970. */
export interface HeldAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: AlertState;
  readonly value: number;
  readonly activeMs: number;
  readonly firedMs: number | null;
  readonly resolvedMs: number | null;
  /** Since when `keep_firing_for` holds it, although the expression no longer answers. */
  readonly keptSinceMs: number | null;
}

/** The alerts of a rule by the key of their labels. */
export type HeldAlerts = ReadonlyMap<string, HeldAlert>;

export interface AlertChange {
  readonly alert: HeldAlert;
  readonly from: AlertState;
}

/** How long a resolved alert stays to be told of: as long as in Prometheus. */
export const RESOLVED_RETENTION_MS = 15 * 60_000;

/**
 * The next states of a rule's alerts, given what its expression answered at an instant: the rules of Prometheus.
 * An alert is pending from its first answer, fires once it has answered for `for`, and is over with the first evaluation
 * that does not answer it, or `keep_firing_for` after that.
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 * @param query answers what the templates of the rule ask; without it they say that they have no answer
 * @throws Error when two answers have the same labels once those of the rule are set
 */
export function advanceAlerts(
  held: HeldAlerts,
  samples: readonly VectorSample[],
  rule: AlertingRule,
  atMs: number,
  query?: AskQuery,
): { alerts: Map<string, HeldAlert>; changes: AlertChange[] } {
  const answers = alertsOf(samples, rule, atMs, query);
  const alerts = new Map<string, HeldAlert>();
  const changes: AlertChange[] = [];
  for (const [key, before] of held) {
    const answer = answers.get(key);
    // A resolved alert that answers again is a new one.
    if (answer !== undefined && before.state === 'inactive') continue;
    const after =
      answer === undefined ? unanswered(before, rule, atMs) : answered(before, answer, rule, atMs);
    if (after !== null) alerts.set(key, after);
    if (after?.state !== before.state)
      changes.push({
        alert: after ?? { ...before, state: 'inactive', resolvedMs: atMs },
        from: before.state,
      });
  }
  for (const [key, answer] of answers) {
    if (alerts.has(key)) continue;
    const alert = answered(answer, answer, rule, atMs);
    alerts.set(key, alert);
    changes.push({ alert, from: 'inactive' });
  }
  // Forgotten after its retention: that is no change of state.
  return { alerts, changes: changes.filter(({ alert, from }) => alert.state !== from) };
}

/** How many of them count against a group's limit. */
export function countActive(alerts: HeldAlerts): number {
  return [...alerts.values()].filter(({ state }) => state !== 'inactive').length;
}

function alertsOf(
  samples: readonly VectorSample[],
  rule: AlertingRule,
  atMs: number,
  query: AskQuery | undefined,
): Map<string, HeldAlert> {
  const alerts = new Map<string, HeldAlert>();
  for (const { labels: series, value } of samples) {
    const data = { labels: series, value, query };
    const labels = alertLabels(series, rule, data);
    const key = labelsKey(labels);
    if (alerts.has(key))
      throw new Error(`several series have the same labels after those of the rule are set: ${key}`);
    const annotations = mapValues(rule.annotations, (text) => expandTemplate(text, data));
    alerts.set(key, {
      labels,
      annotations,
      state: 'pending',
      value,
      activeMs: atMs,
      firedMs: null,
      resolvedMs: null,
      keptSinceMs: null,
    });
  }
  return alerts;
}

function alertLabels(series: Labels, rule: AlertingRule, data: TemplateData): Labels {
  const labels = new Map(Object.entries(series));
  labels.delete('__name__');
  for (const [name, text] of Object.entries(rule.labels)) labels.set(name, expandTemplate(text, data));
  labels.set('alertname', rule.name);
  return Object.fromEntries([...labels].filter(([, value]) => value !== ''));
}

function mapValues(record: Labels, change: (value: string) => string): Labels {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function answered(before: HeldAlert, answer: HeldAlert, rule: AlertingRule, atMs: number): HeldAlert {
  const alert: HeldAlert = {
    ...before,
    value: answer.value,
    annotations: answer.annotations,
    keptSinceMs: null,
  };
  if (alert.state !== 'pending' || atMs - alert.activeMs < rule.forMs) return alert;
  return { ...alert, state: 'firing', firedMs: atMs };
}

/** Null: nothing more is to be said of it. */
function unanswered(before: HeldAlert, rule: AlertingRule, atMs: number): HeldAlert | null {
  if (before.state === 'pending') return null;
  if (before.state === 'inactive')
    return atMs - (before.resolvedMs ?? atMs) > RESOLVED_RETENTION_MS ? null : before;
  const keptSinceMs = rule.keepFiringForMs > 0 ? (before.keptSinceMs ?? atMs) : null;
  if (keptSinceMs !== null && atMs - keptSinceMs < rule.keepFiringForMs) return { ...before, keptSinceMs };
  return { ...before, state: 'inactive', resolvedMs: atMs, keptSinceMs };
}
