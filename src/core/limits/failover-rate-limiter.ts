import type { Log } from '../log.ts';
import { MemoryRateLimiter } from './memory-rate-limiter.ts';
import type { RateCheck, RateCorrection, RateLimiter, RateOutcome } from './rate-limiter.ts';

/** After a failure Redis is asked again only when this has passed, so that no call waits for it in between. */
const RETRY_AFTER_MS = 1_000;

type Shared = RateLimiter & { readonly connected: boolean };

export interface Taken extends RateOutcome {
  /** Who decided; corrections go to the same. */
  readonly by: 'memory' | 'redis';
}

/**
 * Counts in Redis where one is set, else in this process. While Redis does not answer, each engine counts by itself:
 * calls go on, and together the engines may let through as many times the limit as there are engines.
 */
export class FailoverRateLimiter {
  readonly #shared: Shared | null;
  readonly #local: MemoryRateLimiter;
  readonly #log: Log;
  #failedAt = -Infinity;
  #isDegraded = false;

  constructor(parts: { shared: Shared | null; local?: MemoryRateLimiter; log: Log }) {
    this.#shared = parts.shared;
    this.#local = parts.local ?? new MemoryRateLimiter();
    this.#log = parts.log;
  }

  get backend(): 'memory' | 'redis' | 'fallback' {
    if (this.#shared === null) return 'memory';
    return this.#isDegraded ? 'fallback' : 'redis';
  }

  take(checks: readonly RateCheck[]): Taken | Promise<Taken> {
    if (this.#shared === null) return { ...this.#local.take(checks), by: 'memory' };
    return this.#takeShared(this.#shared, checks);
  }

  /** Never fails: a correction that Redis does not take leaves the estimate standing until it drains. */
  async correct(by: Taken['by'], corrections: readonly RateCorrection[]): Promise<void> {
    if (by === 'memory' || this.#shared === null) {
      this.#local.correct(corrections);
      return;
    }
    try {
      await this.#shared.correct(corrections);
    } catch (cause) {
      this.#degrade(cause);
    }
  }

  keepOnly(names: ReadonlySet<string>): void {
    this.#local.keepOnly(names);
  }

  async #takeShared(shared: Shared, checks: readonly RateCheck[]): Promise<Taken> {
    const isResting = performance.now() - this.#failedAt < RETRY_AFTER_MS;
    if (shared.connected && !isResting) {
      try {
        const outcome = await shared.take(checks);
        this.#recover();
        return { ...outcome, by: 'redis' };
      } catch (cause) {
        this.#degrade(cause);
      }
    } else if (!isResting) {
      this.#degrade(new Error('Redis is not connected.'));
    }
    return { ...this.#local.take(checks), by: 'memory' };
  }

  #degrade(cause: unknown): void {
    this.#failedAt = performance.now();
    if (this.#isDegraded) return;
    this.#isDegraded = true;
    this.#log.warn('Redis does not answer: this engine counts limits by itself.', { cause });
  }

  #recover(): void {
    if (!this.#isDegraded) return;
    this.#isDegraded = false;
    this.#log.info('Redis answers again: limits are counted together.');
  }
}
