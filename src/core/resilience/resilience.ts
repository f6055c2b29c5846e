import { SignalboxError } from '../../shared/errors.ts';
import type { RetrySettings, TargetHealth } from '../../shared/route.ts';
import { BACKOFF_BASE_MS, decorrelatedJitter } from './backoff.ts';
import { diagnose, type Diagnosis } from './diagnose.ts';
import { TargetGuard } from './target-guard.ts';
import { realTiming, type Timing } from './timing.ts';

/** Guards kept; callers may name any model of a provider, so that their number must be bounded. */
const MAX_GUARDS = 1_000;
/** After this long a target is not tried again: what was slow once is not worth a second wait. */
export const RETRY_WITHIN_MS = 60_000;

/** Why an attempt is made. */
export interface AttemptContext {
  /** From 1, over all targets. */
  readonly number: number;
  /** Null for the first. */
  readonly reason: string | null;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
  /** To be called with the first byte that goes to the caller: from then on there is no other attempt. */
  readonly begun: () => void;
}

export interface ResilientCall<T, R> {
  /** In the order in which they are tried. */
  readonly targets: readonly T[];
  readonly retry: RetrySettings;
  readonly signal: AbortSignal;
  /** Throws when it fails. */
  attempt(target: T, context: AttemptContext): Promise<R>;
  /** A target was not called at all: its circuit is open, it is full, or it cannot be asked this. */
  skipped(target: T, reason: string): void;
  /** Is given the waits between attempts, which are no work of the gateway. */
  waiting(wait: Promise<void>): Promise<void>;
}

/** Where a call stands between its attempts. */
interface Progress {
  number: number;
  startedMs: number;
  begun: boolean;
  /** Why there is a next attempt. */
  reason: string | null;
  waitedMs: number;
  /** What the caller is told when nothing helps: of a target that was called, else of one that was not. */
  error: Error | null;
  called: boolean;
}

/** Retries and fallbacks before the first byte, behind a guard for each target. */
export class Resilience {
  readonly #guards = new Map<string, TargetGuard>();
  readonly #timing: Timing;

  constructor(timing: Timing = realTiming) {
    this.#timing = timing;
  }

  /**
   * Tries the targets in their order, each as often as the settings say, until one answers.
   * @throws what the last attempt threw; SignalboxError TARGET_OPEN or TARGET_FULL when none could be made; the
   * signal's reason
   */
  async run<T extends { readonly name: string }, R>(call: ResilientCall<T, R>): Promise<R> {
    call.signal.throwIfAborted();
    const progress: Progress = {
      number: 0,
      startedMs: this.#timing.now(),
      begun: false,
      reason: null,
      waitedMs: 0,
      error: null,
      called: false,
    };
    for (const target of call.targets) {
      const answer = await this.#callTarget(call, target, progress);
      if (answer !== null) return answer.value;
    }
    throw progress.error ?? new Error('A call needs a target.');
  }

  /** The guards of these targets that have been called before, by their names. */
  health(): TargetHealth[] {
    return [...this.#guards.values()].map((guard) => guard.health());
  }

  /** Null: the next target is to be tried. */
  async #callTarget<T extends { readonly name: string }, R>(
    call: ResilientCall<T, R>,
    target: T,
    progress: Progress,
  ): Promise<{ value: R } | null> {
    const guard = this.#guard(target.name);
    let backoffMs = BACKOFF_BASE_MS;
    for (let tries = 1; ; tries++) {
      if (tries === 1) guard.budget.deposit();
      try {
        return { value: await this.#attempt(call, target, guard, progress) };
      } catch (error) {
        const diagnosis = diagnose(error);
        if (progress.begun || call.signal.aborted || diagnosis.remedy === 'none') throw error;
        // Nothing, or a moment that is past, is no time to wait: what is unwell is not asked again at once.
        const asked = diagnosis.retryAfterMs ?? 0;
        const { random } = this.#timing;
        const waitMs = asked > 0 ? asked : decorrelatedJitter(backoffMs, call.retry.maxWaitMs, random);
        if (!this.#mayRetry(call, guard, progress, diagnosis, tries, waitMs)) {
          progress.reason = `fell back from ${target.name}: ${diagnosis.summary}`;
          progress.waitedMs = 0;
          return null;
        }
        backoffMs = waitMs;
        progress.reason = `retried after ${diagnosis.summary}`;
        progress.waitedMs = waitMs;
        await call.waiting(this.#timing.wait(waitMs, call.signal));
      }
    }
  }

  async #attempt<T extends { readonly name: string }, R>(
    call: ResilientCall<T, R>,
    target: T,
    guard: TargetGuard,
    progress: Progress,
  ): Promise<R> {
    let called = false;
    try {
      return await guard.run((begun) => {
        called = true;
        progress.number++;
        return call.attempt(target, {
          number: progress.number,
          reason: progress.reason,
          waitedMs: progress.waitedMs,
          begun: () => {
            progress.begun = true;
            begun();
          },
        });
      });
    } catch (error) {
      if (called && cannotBeAsked(error)) {
        called = false;
        progress.number--;
      }
      if (!called) call.skipped(target, diagnose(error).summary);
      if (called || !progress.called) progress.error = error as Error;
      progress.called ||= called;
      throw error;
    }
  }

  #mayRetry<T, R>(
    { retry }: ResilientCall<T, R>,
    guard: TargetGuard,
    { startedMs }: Progress,
    { remedy }: Diagnosis,
    tries: number,
    waitMs: number,
  ): boolean {
    if (remedy !== 'retry' || tries >= retry.attempts || waitMs > retry.maxWaitMs) return false;
    if (this.#timing.now() + waitMs - startedMs > RETRY_WITHIN_MS) return false;
    return guard.budget.withdraw();
  }

  #guard(name: string): TargetGuard {
    const known = this.#guards.get(name);
    if (known !== undefined) return known;
    if (this.#guards.size >= MAX_GUARDS) this.#forgetIdle();
    const guard = new TargetGuard(name);
    this.#guards.set(name, guard);
    return guard;
  }

  /** The oldest that nobody uses and that holds nothing back. */
  #forgetIdle(): void {
    for (const [name, guard] of this.#guards) {
      if (!guard.idle) continue;
      this.#guards.delete(name);
      return;
    }
  }
}

/** The request cannot be said in the dialect of the target, which therefore was not called. */
function cannotBeAsked(error: unknown): boolean {
  return error instanceof SignalboxError && error.code === 'FIELD_UNSUPPORTED';
}
