import type { AlertEvent, GroupState, RuleGroup } from '../../../shared/alert/index.ts';
import type { Log } from '../../log.ts';
import type { AlertStore } from '../../store/control/index.ts';
import type { AlertClock } from '../alert-clock.ts';
import type { AlertChange } from './advance-alerts.ts';
import { evaluateGroup, type EvaluationContext, type RuleChange } from './evaluate-group.ts';
import {
  groupState,
  holdGroup,
  toActiveAlert,
  type HeldGroup,
  type HeldRule,
  type SilencesOf,
} from './held-group.ts';
import { ruleBatch } from './rule-series.ts';
import { restoreState, toSavedState } from './saved-state.ts';

/** How many changes of alerts are remembered. */
export const HISTORY_LIMIT = 10_000;

export interface EvaluatorParts {
  readonly metrics: EvaluationContext['metrics'];
  readonly store: Pick<AlertStore, 'alertStates' | 'saveAlertState'>;
  readonly clock: AlertClock;
  readonly log: Log;
  readonly silencesOf: SilencesOf;
  /** Whether somebody switched the rule off. */
  readonly isOff: (groupId: string, ruleKey: string) => boolean;
  /** After each evaluation. */
  readonly onEvaluated: () => void;
}

/** Evaluates each group at its interval and keeps the states of its alerts. */
export class RuleEvaluator {
  readonly #parts: EvaluatorParts;
  readonly #groups = new Map<string, HeldGroup>();
  readonly #timers = new Map<string, () => void>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  /** Of groups that are not here yet, or no more: what was saved of them. */
  readonly #saved = new Map<string, Awaited<ReturnType<AlertStore['alertStates']>>[number]['state']>();

  private constructor(parts: EvaluatorParts) {
    this.#parts = parts;
  }

  static async open(parts: EvaluatorParts): Promise<RuleEvaluator> {
    const evaluator = new RuleEvaluator(parts);
    for (const { groupId, state } of await parts.store.alertStates()) evaluator.#saved.set(groupId, state);
    return evaluator;
  }

  /** The groups as they are now. Alerts of rules that are gone, changed or switched off are resolved. */
  async setGroups(groups: readonly RuleGroup[]): Promise<void> {
    const wanted = new Map(groups.map((group) => [group.id, group]));
    for (const [id, held] of this.#groups) {
      await this.#running.get(id);
      const group = wanted.get(id);
      if (group === undefined) this.#cancel(id);
      const after = group === undefined ? null : this.#hold(group, held);
      await this.#replace(held, after);
      if (after === null) this.#groups.delete(id);
      else if (after.group.content.intervalMs !== held.group.content.intervalMs) this.#schedule(after);
    }
    for (const group of groups) {
      if (this.#groups.has(group.id)) continue;
      const held = this.#hold(group, undefined);
      this.#restore(held);
      this.#groups.set(group.id, held);
      this.#schedule(held);
    }
    this.#parts.onEvaluated();
  }

  states(): GroupState[] {
    return [...this.#groups.values()].map((held) => groupState(held, this.#parts.silencesOf));
  }

  /** Evaluates a group now, or waits for the evaluation that is under way. */
  evaluate(id: string, atMs = this.#parts.clock.now()): Promise<void> {
    const running = this.#running.get(id);
    if (running !== undefined) return running;
    const held = this.#groups.get(id);
    if (held === undefined || this.#stop.signal.aborted) return Promise.resolve();
    const evaluation = this.#evaluate(held, atMs).finally(() => this.#running.delete(id));
    this.#running.set(id, evaluation);
    return evaluation;
  }

  /** Resolves once no evaluation is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    for (const id of this.#timers.keys()) this.#cancel(id);
    await this.settled();
  }

  #hold(group: RuleGroup, before: HeldGroup | undefined): HeldGroup {
    return holdGroup(group, before, (key) => this.#parts.isOff(group.id, key));
  }

  #restore(held: HeldGroup): void {
    const { id } = held.group;
    const saved = this.#saved.get(id);
    if (saved === undefined) return;
    this.#saved.delete(id);
    if (!restoreState(held, saved, this.#parts.clock.now()))
      this.#parts.log.error('The saved states of alerts are not understood; they begin anew.', { group: id });
    for (const rule of held.rules) if (!rule.enabled) rule.alerts = new Map();
  }

  async #evaluate(held: HeldGroup, atMs: number): Promise<void> {
    const { metrics, clock, log, onEvaluated } = this.#parts;
    try {
      const context = { metrics, atMs, seconds: () => clock.seconds(), signal: this.#stop.signal };
      const changes = await evaluateGroup(held, context);
      await this.#save(held, changes, atMs);
      await this.#recordDuration(held, atMs);
    } catch (cause) {
      log.error('The states of alerts could not be saved.', { group: held.group.id, cause });
    }
    onEvaluated();
  }

  async #recordDuration({ group, seconds }: HeldGroup, atMs: number): Promise<void> {
    if (seconds === null || this.#stop.signal.aborted) return;
    const labels = {
      __name__: 'signalbox_alert_evaluation_seconds',
      job: 'signalbox',
      instance: 'local',
      rule_group: group.content.name,
    };
    const { batch } = ruleBatch([{ labels, value: seconds }], new Map(), atMs);
    try {
      await this.#parts.metrics.append(batch);
    } catch (cause) {
      this.#parts.log.warn('How long an evaluation of alerts took could not be stored.', { cause });
    }
  }

  async #save(held: HeldGroup, changes: readonly RuleChange[], atMs: number): Promise<void> {
    const { state, signature } = toSavedState(held, atMs);
    if (signature === held.saved && changes.length === 0) return;
    const events = changes.map((change) => toEvent(change, held.group.id, atMs));
    await this.#parts.store.saveAlertState(held.group.id, state, events, HISTORY_LIMIT);
    // Not before: what could not be saved is saved with the next evaluation.
    held.saved = signature;
  }

  /** Puts a group in the place of another; what is gone with the old one is over. */
  async #replace(held: HeldGroup, after: HeldGroup | null): Promise<void> {
    const atMs = this.#parts.clock.now();
    const changes: RuleChange[] = [];
    for (const rule of held.rules) {
      const next = after?.rules.find(({ key }) => key === rule.key);
      if (next !== undefined && next.enabled && next.alerts === rule.alerts) continue;
      changes.push(...over(rule, atMs));
      if (next !== undefined) next.alerts = new Map();
      await this.#endSeries(next ?? rule, atMs);
    }
    if (after !== null) this.#groups.set(after.group.id, after);
    if (after !== null) await this.#save(after, changes, atMs);
    else {
      const events = changes.map((change) => toEvent(change, held.group.id, atMs));
      await this.#parts.store.saveAlertState(held.group.id, null, events, HISTORY_LIMIT);
    }
  }

  async #endSeries(rule: HeldRule, atMs: number): Promise<void> {
    if (rule.written.size === 0) return;
    const { batch } = ruleBatch([], rule.written, atMs);
    rule.written = new Map();
    try {
      await this.#parts.metrics.append(batch);
    } catch (cause) {
      this.#parts.log.warn('The end of a rule could not be written to its series.', {
        rule: rule.key,
        cause,
      });
    }
  }

  /** Evaluations lie on a grid of the interval, moved by the group's id so that not all come at once. */
  #schedule(held: HeldGroup): void {
    const { clock } = this.#parts;
    const { id, content } = held.group;
    this.#cancel(id);
    if (this.#stop.signal.aborted) return;
    const offset = offsetOf(id) % content.intervalMs;
    const now = clock.now();
    const next = (Math.floor((now - offset) / content.intervalMs) + 1) * content.intervalMs + offset;
    const cancel = clock.after(next - now, () => {
      const current = this.#groups.get(id);
      if (current === undefined) return;
      void this.evaluate(id, next);
      this.#schedule(current);
    });
    this.#timers.set(id, cancel);
  }

  #cancel(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }
}

function over(rule: HeldRule, atMs: number): RuleChange[] {
  return [...rule.alerts.values()]
    .filter(({ state }) => state !== 'inactive')
    .map((alert) => ({ rule, from: alert.state, alert: { ...alert, state: 'inactive', resolvedMs: atMs } }));
}

function toEvent(
  { alert, from, rule }: AlertChange & { rule: HeldRule },
  groupId: string,
  atMs: number,
): Omit<AlertEvent, 'id'> {
  const active = toActiveAlert(alert, rule.key, groupId, () => []);
  return {
    at: new Date(atMs).toISOString(),
    groupId,
    rule: rule.rule.name,
    fingerprint: active.fingerprint,
    labels: active.labels,
    summary: active.annotations.summary ?? active.annotations.description ?? '',
    from,
    to: alert.state,
    value: active.value,
  };
}

function offsetOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash;
}
