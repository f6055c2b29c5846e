import type { BacktestChange, BacktestOutcome, BacktestSubject } from '../../../shared/backtest.ts';
import type { GuardAction, GuardOutcome } from '../../../shared/guard/index.ts';
import type { GuardedExchangeReader, RecordedRun } from '../../store/index.ts';
import type { Finding } from './tally.ts';
import type { Trial } from './trial.ts';

type GuardSubject = Extract<BacktestSubject, { kind: 'guard' }>;

/** In what a run went otherwise if it comes to this now. */
const CHANGE_OF: Record<GuardAction, BacktestChange> = {
  block: 'blocked',
  redact: 'redacted',
  warn: 'warnings',
  flag: 'flags',
};

/** What another threshold or action of a guard would have made of the scores that it gave. */
export class GuardTrial implements Trial {
  readonly total: number;
  readonly rules = [];
  readonly #subject: GuardSubject;
  readonly #runs: Pick<GuardedExchangeReader, 'page' | 'total'>;

  constructor(subject: GuardSubject, runs: Pick<GuardedExchangeReader, 'page' | 'total'>) {
    this.#subject = subject;
    this.#runs = runs;
    this.total = runs.total;
  }

  page(): Finding[] {
    return this.#runs.page().map((run) => this.#find(run));
  }

  #find(run: RecordedRun): Finding {
    const after = outcomeWith(run, this.#subject);
    const changes = changesOf(run, after);
    const { guard, threshold } = this.#subject;
    const { startMs, direction, outcome, score, blockedBy, costNanos, durationMs, ...exchange } = run;
    const isRefused = blockedBy !== null;
    const wouldBeRefused = isRefused ? !changes.includes('unblocked') : changes.includes('blocked');
    // An answer that is refused was paid for all the same.
    const saves = wouldBeRefused && !isRefused && direction === 'input';
    const said = `score ${score?.toFixed(2) ?? 'none'}${threshold === null ? '' : `, threshold ${threshold}`}`;
    const { traceId, spanId, org, workspace, user, provider, model } = exchange;
    return {
      traceId,
      spanId,
      time: new Date(startMs).toISOString(),
      org,
      workspace,
      user,
      provider,
      model,
      changes,
      before: { outcome: weightOf(outcome), text: textOf(outcome) },
      after: { outcome: weightOf(after), text: textOf(after) },
      causes: changes.length === 0 ? [] : [{ setId: '', ruleId: guard, why: said }],
      isRebuilt: false,
      costBefore: isRefused && direction === 'input' ? 0n : costNanos,
      costAfter: saves ? 0n : isRefused && !wouldBeRefused && direction === 'input' ? null : costNanos,
      latencyBeforeMs: isRefused ? null : durationMs,
      latencyAfterMs: isRefused || wouldBeRefused ? null : durationMs,
      isAnswered: !isRefused && !wouldBeRefused,
      isWithoutTexts: false,
      failed: [],
    };
  }
}

/** A run that failed says nothing about what is found. */
function outcomeWith(run: RecordedRun, { threshold, action }: GuardSubject): GuardOutcome {
  if (run.outcome === 'failed_open' || run.outcome === 'failed_closed') return run.outcome;
  const wasHit = run.outcome !== 'pass';
  const isHit = threshold === null || run.score === null ? wasHit : run.score >= threshold;
  if (!isHit) return 'pass';
  return action ?? (wasHit ? run.outcome : 'flag');
}

export function changesOf(
  run: Pick<RecordedRun, 'outcome' | 'blockedBy' | 'isBlockedByOthers'>,
  after: GuardOutcome,
): BacktestChange[] {
  if (run.outcome === after) return [];
  if (run.outcome === 'block') return run.isBlockedByOthers ? [] : ['unblocked'];
  // What was refused already, by whomever, is not refused once more.
  if (run.blockedBy !== null) return [];
  const action = after === 'pass' ? run.outcome : after;
  return action in CHANGE_OF ? [CHANGE_OF[action as GuardAction]] : [];
}

export function weightOf(outcome: GuardOutcome): BacktestOutcome {
  if (outcome === 'block' || outcome === 'failed_closed') return 'block';
  if (outcome === 'redact') return 'modify';
  return outcome === 'flag' || outcome === 'warn' ? 'flag' : 'pass';
}

export function textOf(outcome: GuardOutcome): string {
  return outcome.replaceAll('_', ' ');
}
