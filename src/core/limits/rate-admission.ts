import type { LimitUse } from '../../shared/limits.ts';
import type { FailoverRateLimiter, Taken } from './failover-rate-limiter.ts';
import { conforms, increment, remaining, waitFor } from './gcra.ts';
import { countedAs, type CallSubjects, type RateRule } from './limit-rules.ts';
import type { RateCheck } from './rate-limiter.ts';
import { rateRefusal, tooLargeRefusal } from './refusal.ts';
import type { RateState } from './rate-state.ts';
import { RateUse } from './rate-use.ts';

/** A rule that counts the call, and what it is charged. */
interface Charge {
  readonly rule: RateRule;
  readonly check: RateCheck;
}

/** What was charged for a call under the rate limits. */
export interface RateHold {
  readonly states: readonly RateState[];
  /** Puts the tokens that were used in the place of the estimate; null leaves the estimate standing. */
  readonly settle: (tokens: number | null) => void;
  /** Gives everything back: the call does not take place. */
  readonly undo: () => void;
}

/** Tokens of a call before it is made. */
export interface TokenEstimate {
  readonly prompt: number;
  /** What the caller allows the answer to have; null: not said. */
  readonly answer: number | null;
}

/** Reserved for an answer whose length the caller does not limit. */
const USUAL_ANSWER_TOKENS = 1_024;

/** Requests and tokens of calls against the rules that apply. */
export class RateAdmission {
  readonly #limiter: FailoverRateLimiter;
  readonly #use = new RateUse();

  constructor(limiter: FailoverRateLimiter) {
    this.#limiter = limiter;
  }

  /** @throws Refusal, also as rejection */
  take(
    rules: readonly RateRule[],
    call: CallSubjects,
    estimate: () => TokenEstimate,
  ): RateHold | Promise<RateHold> {
    const charges = this.#charges(rules, call, estimate);
    if (charges.length === 0) return NOTHING;
    const taken = this.#limiter.take(charges.map(({ check }) => check));
    return taken instanceof Promise
      ? taken.then((outcome) => this.#hold(charges, outcome))
      : this.#hold(charges, taken);
  }

  refused(limitId: string): number {
    return this.#use.refused(limitId);
  }

  use(rule: RateRule, most: number): LimitUse[] {
    return this.#use.of(rule, most);
  }

  /** Only the limits in force are remembered. */
  keepOnly(rules: readonly RateRule[], limitIds: ReadonlySet<string>): void {
    const names = new Set(rules.map(({ name }) => name));
    this.#use.keepOnly(names, limitIds);
    this.#limiter.keepOnly(names);
  }

  #charges(rules: readonly RateRule[], call: CallSubjects, estimate: () => TokenEstimate): Charge[] {
    const charges: Charge[] = [];
    for (const rule of rules) {
      const subject = countedAs(rule.limit, call);
      // Set twice, a limit counts once.
      if (subject === null || charges.some(({ check }) => check.name === rule.name)) continue;
      const cost = rule.rate.single ? 1 : this.#tokens(rule, subject, estimate());
      const step = increment(rule.rate, cost);
      const bucket = { name: rule.name, subject };
      const check = { ...bucket, step, tolerance: rule.tolerance };
      charges.push({ rule, check });
    }
    return charges;
  }

  #tokens({ limit, rate }: RateRule, subject: string, { prompt, answer }: TokenEstimate): number {
    const needed = prompt + (answer ?? 0);
    if (needed > rate.burst) {
      this.#use.refuse(limit.id);
      throw tooLargeRefusal(limit, subject, needed);
    }
    return answer === null ? Math.min(rate.burst, prompt + USUAL_ANSWER_TOKENS) : needed;
  }

  #hold(charges: readonly Charge[], taken: Taken): RateHold {
    const states = charges.map((charge, index) => stateOf(charge, taken.ahead[index] ?? 0));
    charges.forEach(({ check }, index) => this.#use.see(check.name, check.subject, taken.ahead[index] ?? 0));
    if (!taken.allowed) this.#refuse(charges, taken, states);
    return {
      states,
      settle: (tokens) => {
        if (tokens === null) return;
        this.#correct(charges, taken, ({ rule, check }) =>
          rule.rate.single ? 0 : increment(rule.rate, tokens) - check.step,
        );
      },
      undo: () => this.#correct(charges, taken, ({ check }) => -check.step),
    };
  }

  #refuse(charges: readonly Charge[], { ahead }: Taken, states: readonly RateState[]): never {
    const [worst] = charges
      .map(({ rule, check }, index) => {
        const stands = ahead[index] ?? 0;
        const isFree = conforms(stands, check.step, check.tolerance);
        return { rule, check, isFree, wait: waitFor(stands, check.step, check.tolerance) };
      })
      .filter(({ isFree }) => !isFree)
      .sort((a, b) => b.wait - a.wait);
    if (worst === undefined) throw new Error('A call was refused though every limit had room.');
    this.#use.refuse(worst.rule.limit.id);
    throw rateRefusal(worst.rule.limit, worst.check.subject, worst.wait / 1_000, states);
  }

  #correct(charges: readonly Charge[], taken: Taken, deltaOf: (charge: Charge) => number): void {
    const corrections = charges.flatMap((charge, index) => {
      const delta = deltaOf(charge);
      const { name, subject } = charge.check;
      if (delta === 0) return [];
      this.#use.move(name, subject, delta);
      return [{ name, subject, delta, reservedUntil: taken.now + (taken.ahead[index] ?? 0) }];
    });
    if (corrections.length > 0) void this.#limiter.correct(taken.by, corrections);
  }
}

const NOTHING: RateHold = { states: [], settle: () => undefined, undo: () => undefined };

function stateOf({ rule: { limit, rate } }: Charge, ahead: number): RateState {
  return {
    metric: limit.metric,
    capacity: rate.burst,
    remaining: remaining(rate, ahead),
    resetMs: ahead / 1_000,
  };
}
