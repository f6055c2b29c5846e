import {
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  bulkhead,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { SignalboxError } from '../../shared/errors.ts';
import type { TargetHealth } from '../../shared/route.ts';
import { diagnose } from './diagnose.ts';
import { RetryBudget } from './retry-budget.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

/** Failures in a row that open the circuit. */
export const FAILURES_TO_OPEN = 5;
/** How long an opened circuit waits for its probe; the last one repeats. */
export const PROBE_AFTER_MS = [5_000, 10_000, 20_000, 40_000, 60_000] as const;
const LONGEST_PROBE_MS = 60_000;
/** Calls that one target may have under way. */
export const CONCURRENCY = 1_024;

const STATES: Readonly<Record<CircuitState, TargetHealth['state']>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/** A target's circuit breaker, bulkhead and retry budget. */
export class TargetGuard {
  readonly name: string;
  readonly budget = new RetryBudget();
  readonly #breaker;
  readonly #bulkhead;
  readonly #concurrency: number;
  #openUntilMs = 0;
  #lastFailure: string | null = null;

  constructor(name: string, concurrency = CONCURRENCY) {
    this.name = name;
    this.#concurrency = concurrency;
    this.#bulkhead = bulkhead(concurrency);
    this.#breaker = circuitBreaker(
      handleWhen((error) => this.#counts(error)),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => {
          const ms = PROBE_AFTER_MS[attempt - 1] ?? LONGEST_PROBE_MS;
          this.#openUntilMs = Date.now() + ms;
          return ms;
        }),
      },
    );
  }

  /**
   * Runs an attempt, which calls `begun` with its first byte to the caller.
   * @throws SignalboxError TARGET_OPEN, TARGET_FULL without having run it; what the attempt throws
   */
  async run<T>(attempt: (begun: () => void) => Promise<T>): Promise<T> {
    const { state } = this.#breaker;
    if (state === CircuitState.HalfOpen || this.retryAfterMs > 0) throw this.#open();
    try {
      return await this.#bulkhead.execute(() =>
        state === CircuitState.Closed
          ? this.#breaker.execute(() => attempt(() => undefined))
          : this.#probe(attempt),
      );
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw this.#open();
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new SignalboxError('TARGET_FULL', { target: this.name, limit: this.#concurrency });
    }
  }

  /** Until the circuit lets a probe through; 0 when it is not open. */
  get retryAfterMs(): number {
    return this.#breaker.state === CircuitState.Open ? Math.max(0, this.#openUntilMs - Date.now()) : 0;
  }

  get idle(): boolean {
    return this.#breaker.state === CircuitState.Closed && this.#running === 0;
  }

  health(): TargetHealth {
    const state = STATES[this.#breaker.state];
    return {
      target: this.name,
      state,
      probeAt: state === 'open' ? new Date(this.#openUntilMs).toISOString() : null,
      running: this.#running,
      lastFailure: this.#lastFailure,
    };
  }

  get #running(): number {
    return this.#concurrency - this.#bulkhead.executionSlots;
  }

  /** A probe has proved the target with its first byte: a long stream must not keep the circuit half open. */
  async #probe<T>(attempt: (begun: () => void) => Promise<T>): Promise<T> {
    return await this.#breaker
      .execute(() => {
        const { promise: begun, resolve } = Promise.withResolvers<void>();
        const whole = attempt(resolve);
        return Promise.race([begun, whole]).then(() => ({ whole }));
      })
      .then(({ whole }) => whole);
  }

  /** A probe that the caller broke off proves nothing, so it does not close the circuit. */
  #counts(error: unknown): boolean {
    const { blamesTarget, summary } = diagnose(error);
    if (blamesTarget) this.#lastFailure = summary;
    if (blamesTarget) return true;
    return this.#breaker.state === CircuitState.HalfOpen && !(error instanceof UpstreamRefusal);
  }

  #open(): SignalboxError {
    const seconds = Math.max(1, Math.ceil(this.retryAfterMs / 1000));
    return new SignalboxError('TARGET_OPEN', { target: this.name, seconds });
  }
}
