import { randomUUID } from 'node:crypto';
import {
  errorBudget,
  sloContentSchema,
  type ErrorBudget,
  type RuleGroup,
  type SaveSlo,
  type Sli,
  type Slo,
  type SloContent,
} from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import type { RangeResult } from '../../../shared/metrics.ts';
import type { Log } from '../../log.ts';
import type { MetricQueries } from '../../metrics/metrics.ts';
import type { AlertStore, DocumentRow } from '../../store/control/index.ts';
import { checkRules, type CheckExpression } from '../rules/check-rules.ts';
import { boundsOf, errorRatio, sliExpressions, sloGroup } from './slo-rules.ts';

const HOUR_MS = 3_600_000;
/** Of how many steps a burn-down is made. */
const STEPS_OF_A_DAY = 8;

export interface SloParts {
  readonly store: Pick<AlertStore, 'slos' | 'saveSlo' | 'removeSlo'>;
  readonly queries: Pick<MetricQueries, 'instant' | 'range'>;
  readonly checkExpression: CheckExpression;
  readonly now: () => number;
  readonly log: Log;
  /** After each change. */
  readonly onChange: () => Promise<void>;
}

/** The service-level objectives, the rules that they make, and what is left of their budgets. */
export class SloRegistry {
  readonly #parts: SloParts;
  #slos: readonly Slo[] = [];

  private constructor(parts: SloParts) {
    this.#parts = parts;
  }

  static async open(parts: SloParts): Promise<SloRegistry> {
    const registry = new SloRegistry(parts);
    await registry.#load();
    return registry;
  }

  /** By name. */
  list(): readonly Slo[] {
    return this.#slos;
  }

  groups(): RuleGroup[] {
    return this.#slos.map(sloGroup);
  }

  /** @throws SignalboxError SLO_NOT_FOUND */
  get(id: string): Slo {
    const slo = this.#slos.find((each) => each.id === id);
    if (slo === undefined) throw new SignalboxError('SLO_NOT_FOUND', { id });
    return slo;
  }

  /** @throws SignalboxError SLO_EXISTS, ALERT_RULES_INVALID */
  create(content: SloContent, actor: string): Promise<Slo> {
    return this.#save(randomUUID(), content, null, actor);
  }

  /** @throws SignalboxError SLO_NOT_FOUND, SLO_CHANGED, SLO_EXISTS, ALERT_RULES_INVALID */
  save(id: string, { content, baseVersion }: SaveSlo, actor: string): Promise<Slo> {
    return this.#save(id, content, baseVersion, actor);
  }

  /** @throws SignalboxError SLO_NOT_FOUND */
  async remove(id: string, actor: string): Promise<void> {
    await this.#parts.store.removeSlo(id, { actor });
    await this.#changed();
  }

  /** What is left of the budget now, from the counters themselves: it is right from the first moment on. */
  async budget({ content }: Slo): Promise<ErrorBudget> {
    const { queries, now } = this.#parts;
    const nowMs = now();
    const periodMs = content.periodDays * 24 * HOUR_MS;
    const stepMs = (24 * HOUR_MS) / STEPS_OF_A_DAY;
    const steps = content.periodDays * STEPS_OF_A_DAY;
    const { good, total } = sliExpressions(content.sli, stepMs);
    // What a histogram without this bound counts is neither good nor bad.
    const known = content.sli.kind === 'latency' ? `${total} and ${good}` : total;
    const times = Array.from({ length: steps }, (_step, index) => nowMs - (steps - 1 - index) * stepMs);
    const range = { fromMs: times[0] ?? nowMs, toMs: nowMs, stepMs };
    const [goodRates, totalRates, ratio] = await Promise.all([
      queries.range({ expr: good, ...range }),
      queries.range({ expr: known, ...range }),
      queries.instant({ expr: errorRatio(content.sli, HOUR_MS), atMs: nowMs }),
    ]);
    const seconds = stepMs / 1_000;
    const events = onGrid(totalRates, times).map((rate) => rate * seconds);
    const goodEvents = onGrid(goodRates, times).map((rate) => rate * seconds);
    const sample = ratio.kind === 'vector' ? ratio.samples[0]?.value : undefined;
    return errorBudget({
      objective: content.objective,
      periodMs,
      nowMs,
      times,
      events,
      bad: events.map((count, index) => count - (goodEvents[index] ?? 0)),
      badRatioNow: sample === undefined || !Number.isFinite(sample) ? null : sample,
    });
  }

  async #save(id: string, content: SloContent, baseVersion: number | null, actor: string): Promise<Slo> {
    const draft: Slo = { id, version: 1, content, changedAt: '', changedBy: actor };
    checkRules(sloGroup(draft).content, this.#parts.checkExpression);
    await this.#requireBound(content.sli);
    await this.#parts.store.saveSlo({ id, name: content.name, content, baseVersion, change: { actor } });
    await this.#changed();
    return this.get(id);
  }

  /** A histogram that is not here yet may have any bound. */
  async #requireBound(sli: Sli): Promise<void> {
    if (sli.kind !== 'latency') return;
    const { metric, threshold } = sli;
    const answer = await this.#parts.queries.instant({ expr: boundsOf(sli), atMs: this.#parts.now() });
    const bounds = answer.kind === 'vector' ? answer.samples.map(({ labels }) => Number(labels.le)) : [];
    if (bounds.length === 0 || bounds.includes(threshold)) return;
    const known = bounds.filter(Number.isFinite).sort((a, b) => a - b);
    throw new SignalboxError('ALERT_RULES_INVALID', {
      reason: `the histogram ${metric} has no bound ${threshold}; it has ${known.join(', ')}`,
    });
  }

  async #changed(): Promise<void> {
    await this.#load();
    await this.#parts.onChange();
  }

  async #load(): Promise<void> {
    this.#slos = (await this.#parts.store.slos()).flatMap((row) => this.#read(row) ?? []);
  }

  #read({ content, ...row }: DocumentRow): Slo | null {
    const read = sloContentSchema.safeParse(content);
    if (read.success) return { ...row, content: read.data };
    this.#parts.log.error('An SLO is not understood; it is not watched.', { id: row.id });
    return null;
  }
}

/** The first series of a result at the times of a grid; 0 where it has no sample. */
function onGrid({ series }: RangeResult, times: readonly number[]): number[] {
  const [first] = series;
  const at = new Map(
    first === undefined ? [] : [...first.times].map((time, index) => [time, first.values[index]]),
  );
  return times.map((time) => {
    const value = at.get(time) ?? 0;
    return Number.isFinite(value) ? value : 0;
  });
}
