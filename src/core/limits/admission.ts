import { NOBODY, type LimitUse, type QueueFigures } from '../../shared/limits.ts';
import { BudgetSpent, type BudgetClaim, type BudgetLedger, type Reservation } from './budget-ledger.ts';
import { Concurrency } from './concurrency.ts';
import type { FailoverRateLimiter } from './failover-rate-limiter.ts';
import { NoPlace, type Release } from './fair-queue.ts';
import {
  countedAs,
  type CallSubjects,
  type CompiledRules,
  type PlaceLimit,
  type RateRule,
} from './limit-rules.ts';
import { RateAdmission, type TokenEstimate } from './rate-admission.ts';
import type { RateState } from './rate-state.ts';
import { budgetRefusal, name, queueRefusal } from './refusal.ts';

export interface CallToAdmit {
  readonly subjects: CallSubjects;
  /** Asked only when a limit of tokens applies. */
  readonly tokens: () => TokenEstimate;
  /** The most that the call may cost, in nano-dollars; asked only when a budget applies. */
  readonly cost: () => bigint;
  readonly hangUp: AbortSignal;
}

/** A call that was let in. */
export interface Hold {
  readonly states: readonly RateState[];
  readonly waitedMs: number;
  /** What is worth knowing: warnings of budgets, a fallback. */
  readonly remarks: readonly string[];
  readonly isFallback: boolean;
  /** What was used; null: not known. Gives back places and the rest of what was reserved; once. */
  readonly settle: (used: { tokens: number | null; cost: bigint }) => void;
}

interface Claims {
  readonly places: readonly { limit: PlaceLimit; subject: string }[];
  readonly budgets: readonly BudgetClaim[];
}

/**
 * Lets calls in: first rates, which refuse at once; then places, which may mean to wait; then budgets, so that nobody
 * who waits reserves money. Whoever is refused later gets back what he was charged before.
 */
export class Admission {
  readonly #limiter: FailoverRateLimiter;
  readonly #rates: RateAdmission;
  readonly #concurrency = new Concurrency();
  readonly #ledger: BudgetLedger;
  readonly #refusedByBudget = new Map<string, number>();

  constructor(limiter: FailoverRateLimiter, ledger: BudgetLedger) {
    this.#limiter = limiter;
    this.#rates = new RateAdmission(limiter);
    this.#ledger = ledger;
  }

  setRules({ rates, places }: CompiledRules, limitIds: ReadonlySet<string>): void {
    this.#concurrency.set(places);
    this.#rates.keepOnly(rates, limitIds);
  }

  /** @throws Refusal, SignalboxError STORE_WRITE_FAILED, or NoPlace when the caller hung up */
  async admit(rules: CompiledRules, call: CallToAdmit): Promise<Hold> {
    const rates = await this.#rates.take(rules.rates, call.subjects, call.tokens);
    const places: Release[] = [];
    const from = performance.now();
    try {
      const claims = claimsOf(rules, call.subjects);
      await this.#enter(claims.places, call, places);
      const waitedMs = claims.places.length === 0 ? 0 : performance.now() - from;
      const reservation = await this.#reserve(claims.budgets, call);
      return {
        states: rates.states,
        waitedMs,
        remarks: (reservation?.warnings ?? []).map(({ budget, subject }) => {
          return `the budget for ${name(budget, subject)} is spent (warning)`;
        }),
        isFallback: this.#limiter.backend === 'fallback',
        settle: ({ tokens, cost }) => {
          for (const release of places.splice(0)) release();
          reservation?.settle(cost);
          rates.settle(tokens);
        },
      };
    } catch (error) {
      for (const release of places) release();
      rates.undo();
      throw error;
    }
  }

  refusedByRate(limitId: string): number {
    return this.#rates.refused(limitId);
  }

  refusedByBudget(budgetId: string): number {
    return this.#refusedByBudget.get(budgetId) ?? 0;
  }

  rateUse(rule: RateRule, most: number): LimitUse[] {
    return this.#rates.use(rule, most);
  }

  placesInUse(limitId: string, most: number): { subject: string; running: number }[] {
    return this.#concurrency.use(limitId, most);
  }

  queueFigures(limitId: string): QueueFigures | null {
    return this.#concurrency.figures(limitId);
  }

  async #enter(places: Claims['places'], { subjects, hangUp }: CallToAdmit, held: Release[]): Promise<void> {
    const group = groupOf(subjects);
    for (const { limit, subject } of places) {
      try {
        const place = this.#concurrency.enter(limit, subject, group, hangUp);
        held.push(place instanceof Promise ? await place : place);
      } catch (error) {
        if (!(error instanceof NoPlace) || error.refusal === 'cancelled') throw error;
        throw queueRefusal(limit, subject, error.refusal);
      }
    }
  }

  async #reserve(claims: readonly BudgetClaim[], call: CallToAdmit): Promise<Reservation | null> {
    if (claims.length === 0) return null;
    try {
      return await this.#ledger.reserve(claims, call.cost());
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      const { id } = error.claim.budget;
      this.#refusedByBudget.set(id, this.refusedByBudget(id) + 1);
      throw budgetRefusal(error);
    }
  }
}

function claimsOf({ places, budgets }: CompiledRules, call: CallSubjects): Claims {
  return {
    places: places.flatMap((limit) => {
      const subject = countedAs(limit, call);
      return subject === null ? [] : [{ limit, subject }];
    }),
    budgets: budgets.flatMap((budget) => {
      const subject = countedAs(budget, call);
      return subject === null ? [] : [{ budget, subject }];
    }),
  };
}

/**
 * With whom a call takes turns in a queue: its own key; without one its user, workspace or org, whichever is named
 * first. Not all of them together, or a key would have a turn for each user that its calls name.
 */
function groupOf({ keyId, user, workspace, org }: CallSubjects): string {
  if (keyId !== null) return `key ${keyId}`;
  if (user !== null) return `user ${user}`;
  if (workspace !== null) return `workspace ${workspace}`;
  return org === null ? NOBODY : `org ${org}`;
}
