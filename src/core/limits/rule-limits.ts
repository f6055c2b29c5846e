import type { RatePeriod } from '../../shared/limits.ts';
import { increment, PERIOD_MICROS, tolerance, waitFor, type Rate } from './gcra.ts';
import { MemoryRateLimiter } from './memory-rate-limiter.ts';

/** So many requests a period, for one subject of a rule. */
export interface RuleLimit {
  /** The same for the same rule. */
  readonly rule: string;
  /** What its calls are told apart by. */
  readonly subject: string;
  readonly requests: number;
  readonly period: RatePeriod;
}

/** The limits that rules of policies set, counted by this engine alone. */
export class RuleLimits {
  readonly #limiter: MemoryRateLimiter;

  constructor(now?: () => number) {
    this.#limiter = new MemoryRateLimiter(now === undefined ? {} : { now });
  }

  /** Takes from all of them, or from none: then the first that lets nothing through, and for how many milliseconds. */
  take(limits: readonly RuleLimit[]): { readonly limit: RuleLimit; readonly waitMs: number } | null {
    const rates = limits.map(rateOf);
    const checks = limits.map((limit, index) => ({
      // A limit that was changed begins anew.
      name: `${limit.rule}:${limit.requests}:${limit.period}`,
      subject: limit.subject,
      ...(rates[index] ?? { step: 0, tolerance: 0 }),
    }));
    const { allowed, ahead } = this.#limiter.take(checks);
    if (allowed) return null;
    for (const [index, limit] of limits.entries()) {
      const { step, tolerance: most } = rates[index] ?? { step: 0, tolerance: 0 };
      const micros = waitFor(ahead[index] ?? 0, step, most);
      if (micros > 0) return { limit, waitMs: micros / 1_000 };
    }
    return null;
  }
}

function rateOf({ requests, period }: RuleLimit): { step: number; tolerance: number } {
  const rate: Rate = { amount: requests, periodMicros: PERIOD_MICROS[period], burst: requests, single: true };
  return { step: increment(rate, 1), tolerance: tolerance(rate) };
}
