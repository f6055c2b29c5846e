import type {
  ActiveAlert,
  AlertEvent,
  GroupState,
  HistoryQuestion,
  Preview,
  PreviewRequest,
  RuleGroup,
  SloState,
} from '../../shared/alert/index.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { SecretBox } from '../secrets/index.ts';
import type { ControlStore } from '../store/control/index.ts';
import type { AlertClock } from './alert-clock.ts';
import { Notifier } from './notify/notifier.ts';
import { previewRule } from './preview.ts';
import { checkRules, type CheckExpression } from './rules/check-rules.ts';
import { RuleBook } from './rules/rule-book.ts';
import { RuleEvaluator } from './rules/rule-evaluator.ts';
import { readRunbook } from './runbooks.ts';
import { Silences } from './silences.ts';
import { SloRegistry } from './slo/slo-registry.ts';

export interface AlertsParts {
  readonly metrics: Pick<Metrics, 'append'> & {
    readonly queries: Pick<Metrics['queries'], 'instant' | 'range'>;
  };
  readonly control: Pick<ControlStore, 'alerts' | 'setting' | 'saveSetting'>;
  readonly secrets: SecretBox;
  readonly log: Log;
  readonly clock: AlertClock;
  /** Throws for what is no PromQL. */
  readonly checkExpression: CheckExpression;
  readonly shipped: readonly RuleGroup[];
  readonly runbookFolder: string;
  readonly random?: (() => number) | undefined;
  readonly deliveryTimeoutMs?: number | undefined;
}

/** Alerts: rules and their states, silences, SLOs, and who is told. */
export class Alerts {
  readonly #parts: AlertsParts;
  readonly #listeners: Set<() => void>;
  readonly #links: { console: string };
  readonly rules: RuleBook;
  readonly silences: Silences;
  readonly slos: SloRegistry;
  readonly notifier: Notifier;
  readonly evaluator: RuleEvaluator;

  private constructor(
    parts: AlertsParts,
    rooms: Pick<Alerts, 'rules' | 'silences' | 'slos' | 'notifier' | 'evaluator'>,
    listeners: Set<() => void>,
    links: { console: string },
  ) {
    this.#parts = parts;
    this.#listeners = listeners;
    this.#links = links;
    this.rules = rooms.rules;
    this.silences = rooms.silences;
    this.slos = rooms.slos;
    this.notifier = rooms.notifier;
    this.evaluator = rooms.evaluator;
  }

  static async open(parts: AlertsParts): Promise<Alerts> {
    const { control, clock, log, metrics, secrets, checkExpression, shipped } = parts;
    const store = control.alerts;
    const listeners = new Set<() => void>();
    const links = { console: '' };
    const announce = () => {
      for (const listener of listeners) listener();
    };
    let apply = () => Promise.resolve();
    let applied = Promise.resolve();
    // One after the other: each change is applied to what the one before it left.
    const onChange = () => (applied = applied.catch(() => undefined).then(() => apply()));
    const silences = await Silences.open({ store, now: () => clock.now(), onChange: announce });
    const slos = await SloRegistry.open({
      store,
      queries: metrics.queries,
      checkExpression,
      now: () => clock.now(),
      log,
      onChange,
    });
    const rules = await RuleBook.open({ store, settings: control, shipped, checkExpression, log, onChange });
    const evaluator = await RuleEvaluator.open({
      metrics,
      store,
      clock,
      log,
      silencesOf: (labels) => silences.of(labels),
      isOff: (groupId, key) => rules.isOff(groupId, key),
      onEvaluated: announce,
    });
    const notifier = await Notifier.open({
      ...parts,
      store,
      secrets,
      random: parts.random ?? Math.random,
      externalUrl: () => links.console,
      alerts: () => activeAlerts(evaluator.states()),
      onChange: announce,
    });
    apply = async () => {
      rules.setSloGroups(slos.groups());
      await evaluator.setGroups(rules.list());
    };
    await apply();
    return new Alerts(parts, { rules, silences, slos, notifier, evaluator }, listeners, links);
  }

  /** Begins to tell. Notifications link to the console at this address. */
  start(consoleUrl: string): void {
    this.#links.console = consoleUrl;
    this.notifier.start();
  }

  /** The groups with the states of their rules and alerts. */
  states(): GroupState[] {
    return this.evaluator.states();
  }

  /** Alerts that are pending or fire, and those that ended a short while ago. */
  active(): ActiveAlert[] {
    return activeAlerts(this.states());
  }

  /** Newest first. */
  history(question: HistoryQuestion): Promise<AlertEvent[]> {
    return this.#parts.control.alerts.alertHistory(question);
  }

  /** @throws SignalboxError ALERT_RULES_INVALID, PROMQL_FAILED, QUERY_TIMEOUT */
  preview(request: PreviewRequest): Promise<Preview> {
    const { rule, intervalMs } = request;
    checkRules({ name: 'preview', intervalMs, limit: 0, rules: [rule] }, this.#parts.checkExpression);
    return previewRule(request, this.#parts.metrics.queries);
  }

  /** The SLOs with what is left of their budgets. */
  sloStates(): Promise<SloState[]> {
    const states = this.states();
    return Promise.all(
      this.slos.list().map(async (slo): Promise<SloState> => {
        const rules = states.find(({ id }) => id === `slo:${slo.id}`)?.rules ?? [];
        const firing = rules.flatMap(({ alerts }) => alerts).filter(({ state }) => state === 'firing').length;
        try {
          return { slo, budget: await this.slos.budget(slo), error: null, firing };
        } catch (error) {
          if (!(error instanceof SignalboxError)) throw error;
          return { slo, budget: null, error: error.message, firing };
        }
      }),
    );
  }

  /** In Markdown. @throws SignalboxError RUNBOOK_NOT_FOUND */
  runbook(name: string): Promise<string> {
    return readRunbook(this.#parts.runbookFolder, name);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Finishes what is being evaluated and sent. */
  async stop(): Promise<void> {
    await this.evaluator.stop();
    await this.notifier.stop();
  }
}

function activeAlerts(states: readonly GroupState[]): ActiveAlert[] {
  return states.flatMap(({ rules }) => rules.flatMap(({ alerts }) => alerts));
}
