import type {
  BacktestChange,
  BacktestExchange,
  BacktestFigures,
  BacktestOutcome,
} from '../../../shared/backtest.ts';
import { backtestChangeSchema, backtestOutcomeSchema } from '../../../shared/backtest.ts';

/** Beyond it they are counted, but told apart no more: their names come from callers. */
const MAX_SCOPES = 5_000;
const MAX_TRANSITIONS = 2_000;
const LISTED_SCOPES = 200;
const LISTED_TRANSITIONS = 100;

/** What a backtest found of one exchange. */
export interface Finding extends Omit<BacktestExchange, 'costBeforeNanos' | 'costAfterNanos'> {
  readonly costBefore: bigint | null;
  readonly costAfter: bigint | null;
  /** It was answered, and would be. */
  readonly isAnswered: boolean;
  readonly isWithoutTexts: boolean;
  /** Rules that could not be evaluated: their sets and ids. */
  readonly failed: readonly { setId: string; ruleId: string }[];
}

/** A rule to be told of, matched or not. */
export interface TalliedRule {
  readonly set: string;
  readonly setId: string;
  readonly ruleId: string;
  readonly name: string;
  /** Told of even if nothing matched it. */
  readonly isTried: boolean;
}

interface Counts {
  exchanges: number;
  changed: number;
  blocked: number;
  unblocked: number;
  spend: bigint;
  errors: number;
}

/** Adds up what a backtest finds, exchange by exchange. */
export class Tally {
  readonly #total = noCounts();
  readonly #rules: readonly (TalliedRule & { counts: Counts })[];
  readonly #ruleOf = new Map<string, Counts>();
  readonly #scopes = new Map<
    string,
    { scope: Pick<Finding, 'org' | 'workspace' | 'user'>; counts: Counts }
  >();
  readonly #changes = new Map<BacktestChange, number>();
  readonly #transitions = new Map<string, { from: string; to: string; exchanges: number }>();
  readonly #outcomes = new Map<BacktestOutcome, { before: number; after: number }>();
  readonly #latency = { before: 0, after: 0, known: 0, unknown: 0 };
  readonly #spend = { before: 0n, after: 0n, unknown: 0 };
  #notAsked = 0;
  #rebuilt = 0;
  #withoutTexts = 0;
  #isCutOff = false;

  constructor(rules: readonly TalliedRule[]) {
    this.#rules = rules.map((rule) => ({ ...rule, counts: noCounts() }));
    for (const { setId, ruleId, counts } of this.#rules) this.#ruleOf.set(keyOf({ setId, ruleId }), counts);
  }

  /** An exchange that was refused before it came to what is tried. */
  skip(): void {
    this.#notAsked += 1;
  }

  add(finding: Finding): void {
    count(this.#total, finding);
    this.#total.errors += finding.failed.length;
    if (finding.isRebuilt) this.#rebuilt += 1;
    if (finding.isWithoutTexts) this.#withoutTexts += 1;
    for (const cause of finding.causes) {
      const counts = this.#ruleOf.get(keyOf(cause));
      if (counts !== undefined) count(counts, finding);
    }
    for (const rule of finding.failed) {
      const counts = this.#ruleOf.get(keyOf(rule));
      if (counts !== undefined) counts.errors += 1;
    }
    const scope = this.#scopeOf(finding);
    if (scope !== null) count(scope, finding);
    this.#outcome(finding.before.outcome).before += 1;
    this.#outcome(finding.after.outcome).after += 1;
    this.#addSpend(finding);
    this.#addLatency(finding);
    if (finding.changes.length > 0) this.#addChanges(finding);
  }

  figures(): BacktestFigures {
    const scopes = [...this.#scopes.values()].sort(
      (a, b) => b.counts.changed - a.counts.changed || b.counts.exchanges - a.counts.exchanges,
    );
    const transitions = [...this.#transitions.values()].sort((a, b) => b.exchanges - a.exchanges);
    const { exchanges, changed, blocked, unblocked, errors } = this.#total;
    const { before, after, known, unknown } = this.#latency;
    return {
      exchanges,
      changed,
      blocked,
      unblocked,
      notAsked: this.#notAsked,
      rebuilt: this.#rebuilt,
      withoutTexts: this.#withoutTexts,
      errors,
      outcomes: backtestOutcomeSchema.options.map((outcome) => ({
        outcome,
        ...(this.#outcomes.get(outcome) ?? { before: 0, after: 0 }),
      })),
      changes: backtestChangeSchema.options.flatMap((change) => {
        const found = this.#changes.get(change);
        return found === undefined ? [] : [{ change, exchanges: found }];
      }),
      transitions: transitions.slice(0, LISTED_TRANSITIONS),
      rules: this.#rules
        .filter(({ isTried, counts }) => isTried || counts.exchanges > 0 || counts.errors > 0)
        .map(({ set, setId, ruleId, name, counts }) => ({
          set,
          setId,
          ruleId,
          name,
          errors: counts.errors,
          ...described(counts),
        })),
      scopes: scopes.slice(0, LISTED_SCOPES).map(({ scope, counts }) => ({ ...scope, ...described(counts) })),
      isCutOff: this.#isCutOff || scopes.length > LISTED_SCOPES || transitions.length > LISTED_TRANSITIONS,
      spend: {
        beforeNanos: this.#spend.before.toString(),
        afterNanos: this.#spend.after.toString(),
        unknown: this.#spend.unknown,
      },
      latency: {
        beforeMs: known === 0 ? null : before / known,
        afterMs: known === 0 ? null : after / known,
        unknown,
      },
    };
  }

  #scopeOf({ org, workspace, user }: Finding): Counts | null {
    const key = JSON.stringify([org, workspace, user]);
    let found = this.#scopes.get(key);
    if (found === undefined) {
      if (this.#scopes.size >= MAX_SCOPES) {
        this.#isCutOff = true;
        return null;
      }
      found = { scope: { org, workspace, user }, counts: noCounts() };
      this.#scopes.set(key, found);
    }
    return found.counts;
  }

  #outcome(outcome: BacktestOutcome): { before: number; after: number } {
    let counts = this.#outcomes.get(outcome);
    if (counts === undefined) this.#outcomes.set(outcome, (counts = { before: 0, after: 0 }));
    return counts;
  }

  #addSpend({ changes, costBefore, costAfter }: Finding): void {
    if (costBefore !== null && costAfter !== null) {
      this.#spend.before += costBefore;
      this.#spend.after += costAfter;
    } else if (changes.length > 0) this.#spend.unknown += 1;
  }

  #addLatency({ isAnswered, latencyBeforeMs, latencyAfterMs }: Finding): void {
    if (!isAnswered || latencyBeforeMs === null) return;
    if (latencyAfterMs === null) {
      this.#latency.unknown += 1;
      return;
    }
    this.#latency.known += 1;
    this.#latency.before += latencyBeforeMs;
    this.#latency.after += latencyAfterMs;
  }

  #addChanges({ changes, before, after }: Finding): void {
    for (const change of changes) this.#changes.set(change, (this.#changes.get(change) ?? 0) + 1);
    const key = `${before.text}\0${after.text}`;
    const found = this.#transitions.get(key);
    if (found !== undefined) found.exchanges += 1;
    else if (this.#transitions.size >= MAX_TRANSITIONS) this.#isCutOff = true;
    else this.#transitions.set(key, { from: before.text, to: after.text, exchanges: 1 });
  }
}

function noCounts(): Counts {
  return { exchanges: 0, changed: 0, blocked: 0, unblocked: 0, spend: 0n, errors: 0 };
}

function count(counts: Counts, { changes, costBefore, costAfter }: Finding): void {
  counts.exchanges += 1;
  if (changes.length === 0) return;
  counts.changed += 1;
  if (changes.includes('blocked')) counts.blocked += 1;
  if (changes.includes('unblocked')) counts.unblocked += 1;
  if (costBefore !== null && costAfter !== null) counts.spend += costAfter - costBefore;
}

function described({ exchanges, changed, blocked, unblocked, spend }: Counts) {
  return { exchanges, changed, blocked, unblocked, spendNanos: spend.toString() };
}

function keyOf({ setId, ruleId }: { setId: string; ruleId: string }): string {
  return `${setId} ${ruleId}`;
}
