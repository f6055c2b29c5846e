import { conforms, refundable } from './gcra.ts';
import type { RateCheck, RateCorrection, RateLimiter, RateOutcome } from './rate-limiter.ts';

const DEFAULT_CAPACITY = 10_000;

export interface MemoryRateLimiterOptions {
  /** Subjects that are kept apart for each limit. */
  readonly capacity?: number;
  /** Microseconds that never go back. */
  readonly now?: () => number;
}

/** Buckets of this process. Memory is bounded; what is evicted can never let more through than is allowed. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #limits = new Map<string, Buckets>();
  readonly #capacity: number;
  readonly #now: () => number;

  constructor({ capacity = DEFAULT_CAPACITY, now = monotonicMicros }: MemoryRateLimiterOptions = {}) {
    this.#capacity = capacity;
    this.#now = now;
  }

  take(checks: readonly RateCheck[]): RateOutcome {
    const now = this.#now();
    const ahead = checks.map(({ name, subject }) => Math.max(0, this.#buckets(name).read(subject) - now));
    const allowed = checks.every(({ step, tolerance }, index) =>
      conforms(ahead[index] ?? 0, step, tolerance),
    );
    if (!allowed) return { allowed, ahead, now };
    const charged = checks.map(({ name, subject, step }, index) => {
      const after = (ahead[index] ?? 0) + step;
      this.#buckets(name).write(subject, now + after);
      return after;
    });
    return { allowed, ahead: charged, now };
  }

  correct(corrections: readonly RateCorrection[]): void {
    const now = this.#now();
    for (const { name, subject, delta, reservedUntil } of corrections) {
      const buckets = this.#buckets(name);
      const at = buckets.read(subject);
      if (delta >= 0) buckets.write(subject, Math.max(at, now) + delta);
      else if (buckets.has(subject)) buckets.write(subject, at - refundable(-delta, reservedUntil, now));
    }
  }

  /** Forgets limits that are no more. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.#limits.keys()) if (!names.has(name)) this.#limits.delete(name);
  }

  #buckets(name: string): Buckets {
    let buckets = this.#limits.get(name);
    if (buckets === undefined) this.#limits.set(name, (buckets = new Buckets(this.#capacity)));
    return buckets;
  }
}

/** Of the subjects kept, this part makes room for new ones at once, so that few calls pay for the sorting. */
const EVICTED_PART = 1 / 16;

/**
 * The arrival times of one limit's subjects. When they are too many, those go that stand lowest: mostly full again, so
 * that it costs nobody anything. A subject that is not kept counts as standing where the furthest of the evicted ones
 * stood: never better than it did.
 */
class Buckets {
  readonly #times = new Map<string, number>();
  readonly #capacity: number;
  #floor = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  has(subject: string): boolean {
    return this.#times.has(subject);
  }

  read(subject: string): number {
    return this.#times.get(subject) ?? this.#floor;
  }

  write(subject: string, time: number): void {
    this.#times.set(subject, time);
    if (this.#times.size > this.#capacity) this.#evict();
  }

  #evict(): void {
    const lowest = [...this.#times].sort(([, a], [, b]) => a - b);
    for (const [subject, time] of lowest.slice(0, Math.ceil(this.#capacity * EVICTED_PART))) {
      this.#times.delete(subject);
      this.#floor = Math.max(this.#floor, time);
    }
  }
}

function monotonicMicros(): number {
  return Math.floor(performance.now() * 1000);
}
