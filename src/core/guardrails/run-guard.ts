import { SignalboxError } from '../../shared/errors.ts';
import type { GuardDirection, GuardOutcome, GuardRun } from '../../shared/guard/index.ts';
import type { CompiledGuard, Deadline, Verdict } from './compiled-guard.ts';

/** What came of a guard, and what only the call needs of it. */
export interface Ran {
  readonly guard: CompiledGuard;
  readonly run: GuardRun;
  readonly verdict: Verdict | null;
}

/** One for all: an abort without a reason makes an exception with a stack. */
const OVER = new Error('The guard has ended.');

type Work = (deadline: Deadline) => Verdict | Promise<Verdict>;

/**
 * Runs a guard within its time. Work that cannot be interrupted is asked to look at the deadline between its texts; what
 * waits is left. Never throws and never rejects: a failure is taken as the guard's failure mode says.
 */
export function runGuard(
  guard: CompiledGuard,
  direction: GuardDirection,
  parent: AbortSignal,
  work: Work,
): Ran | Promise<Ran> {
  const started = performance.now();
  const end = (verdict: Verdict): Ran => ({
    guard,
    verdict,
    run: toRun(guard, direction, verdict, microsSince(started)),
  });
  const fail = (error: unknown): Ran => ({
    guard,
    verdict: null,
    run: toFailedRun(guard, direction, reasonOf(error), microsSince(started)),
  });
  const { timeLimitMs } = guard.settings;
  const controller = new AbortController();
  const check = () => {
    if (performance.now() - started > timeLimitMs) throw overdue(guard);
  };
  try {
    const verdict = work({ signal: controller.signal, check });
    if (!(verdict instanceof Promise)) return end(verdict);
    return within(verdict, guard, controller, parent).then(end, fail);
  } catch (error) {
    return fail(error);
  }
}

/** What follows when all have run: at once where none of them waits. */
export function whenAll<Result>(
  ran: readonly (Ran | Promise<Ran>)[],
  then: (all: readonly Ran[]) => Result,
): Result | Promise<Result> {
  const done = ran.filter((each): each is Ran => !(each instanceof Promise));
  if (done.length === ran.length) return then(done);
  return Promise.all(ran.map((each) => Promise.resolve(each))).then(then);
}

async function within(
  verdict: Promise<Verdict>,
  guard: CompiledGuard,
  controller: AbortController,
  parent: AbortSignal,
): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => controller.abort();
  parent.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([
      verdict,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(overdue(guard)), guard.settings.timeLimitMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', giveUp);
    controller.abort(OVER);
  }
}

export function toRun(
  { settings }: CompiledGuard,
  direction: GuardDirection,
  verdict: Verdict,
  micros: number,
): GuardRun {
  const outcome: GuardOutcome = verdict.isHit ? settings.action : 'pass';
  return {
    guard: settings.guard,
    direction,
    outcome,
    score: verdict.score,
    findings: [...verdict.findings],
    reason: verdict.reason,
    micros,
  };
}

export function toFailedRun(
  { settings }: CompiledGuard,
  direction: GuardDirection,
  reason: string,
  micros: number,
): GuardRun {
  const outcome: GuardOutcome = settings.failureMode === 'closed' ? 'failed_closed' : 'failed_open';
  return { guard: settings.guard, direction, outcome, score: null, findings: [], reason, micros };
}

export function microsSince(started: number): number {
  return Math.max(0, (performance.now() - started) * 1_000);
}

function overdue({ settings }: CompiledGuard): SignalboxError {
  return new SignalboxError('GUARD_FAILED', {
    guard: settings.guard,
    reason: `it took longer than ${String(settings.timeLimitMs)} ms`,
  });
}

/** How a call is refused on account of a run. */
export function blockedBy({ guard, outcome, reason }: GuardRun): SignalboxError {
  return new SignalboxError(outcome === 'failed_closed' ? 'GUARD_FAILED' : 'GUARD_BLOCKED', {
    guard,
    reason,
  });
}

/** What the registry knows may be told; anything else could quote the text, so only its name is. */
export function reasonOf(error: unknown): string {
  if (error instanceof SignalboxError) return String(error.details.reason ?? error.message);
  return error instanceof Error ? `it failed (${error.name})` : 'it failed';
}
