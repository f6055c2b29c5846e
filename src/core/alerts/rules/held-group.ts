import {
  ruleKeys,
  toSampleValue,
  type ActiveAlert,
  type AlertState,
  type GroupState,
  type Rule,
  type RuleGroup,
  type RuleState,
} from '../../../shared/alert/index.ts';
import type { Labels } from '../../metrics/series-source.ts';
import type { HeldAlert, HeldAlerts } from './advance-alerts.ts';
import { fingerprint } from './fingerprint.ts';

/** A rule with what its evaluations brought. */
export interface HeldRule {
  readonly key: string;
  readonly rule: Rule;
  enabled: boolean;
  alerts: HeldAlerts;
  written: ReadonlyMap<string, Labels>;
  health: RuleState['health'];
  lastError: string | null;
  lastMs: number | null;
  seconds: number | null;
}

export interface HeldGroup {
  readonly group: RuleGroup;
  readonly rules: readonly HeldRule[];
  lastMs: number | null;
  seconds: number | null;
  /** What was saved of it last, to see whether it has to be saved again. */
  saved: string;
}

/** The same rule goes on with what it held, also in another version of its group. */
export function holdGroup(
  group: RuleGroup,
  before: HeldGroup | undefined,
  isOff: (key: string) => boolean,
): HeldGroup {
  const keys = ruleKeys(group.content.rules);
  const rules = group.content.rules.map((rule, index): HeldRule => {
    const key = keys[index] ?? rule.name;
    const known = before?.rules.find((each) => each.key === key);
    const fresh: HeldRule = {
      key,
      rule,
      enabled: !isOff(key),
      alerts: new Map(),
      written: known?.written ?? new Map(),
      health: 'unknown',
      lastError: null,
      lastMs: null,
      seconds: null,
    };
    if (known === undefined || JSON.stringify(known.rule) !== JSON.stringify(rule)) return fresh;
    return { ...known, enabled: fresh.enabled };
  });
  return {
    group,
    rules,
    lastMs: before?.lastMs ?? null,
    seconds: before?.seconds ?? null,
    saved: before?.saved ?? '',
  };
}

export type SilencesOf = (labels: Labels) => string[];

export function groupState({ group, rules, lastMs, seconds }: HeldGroup, silencesOf: SilencesOf): GroupState {
  const { id, origin, version, content, changedAt, changedBy } = group;
  return {
    id,
    origin,
    version,
    name: content.name,
    intervalMs: content.intervalMs,
    limit: content.limit,
    changedAt,
    changedBy,
    lastEvaluatedAt: isoOrNull(lastMs),
    evaluationSeconds: seconds,
    rules: rules.map((held) => ruleState(held, id, silencesOf)),
  };
}

function ruleState(held: HeldRule, groupId: string, silencesOf: SilencesOf): RuleState {
  const alerts = [...held.alerts.values()].map((alert) =>
    toActiveAlert(alert, held.key, groupId, silencesOf),
  );
  return {
    key: held.key,
    rule: held.rule,
    enabled: held.enabled,
    health: held.health,
    lastError: held.lastError,
    lastEvaluatedAt: isoOrNull(held.lastMs),
    evaluationSeconds: held.seconds,
    state: furthest(alerts.map(({ state }) => state)),
    alerts,
  };
}

function furthest(states: readonly AlertState[]): AlertState {
  if (states.includes('firing')) return 'firing';
  return states.includes('pending') ? 'pending' : 'inactive';
}

export function toActiveAlert(
  alert: HeldAlert,
  ruleKey: string,
  groupId: string,
  silencesOf: SilencesOf,
): ActiveAlert {
  return {
    fingerprint: fingerprint(alert.labels),
    groupId,
    ruleKey,
    labels: { ...alert.labels },
    annotations: { ...alert.annotations },
    state: alert.state,
    value: toSampleValue(alert.value),
    activeAt: new Date(alert.activeMs).toISOString(),
    firedAt: isoOrNull(alert.firedMs),
    resolvedAt: isoOrNull(alert.resolvedMs),
    silencedBy: silencesOf(alert.labels),
  };
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
