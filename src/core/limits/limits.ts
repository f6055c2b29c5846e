import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import type { Budget, Limit, LimitState, LimitsOverview, NewBudget, NewLimit } from '../../shared/limits.ts';
import type { Log } from '../log.ts';
import type { ControlStore } from '../store/control/index.ts';
import { Admission, type CallToAdmit, type Hold } from './admission.ts';
import { BudgetLedger } from './budget-ledger.ts';
import { FailoverRateLimiter } from './failover-rate-limiter.ts';
import { compileRules, type CompiledRules } from './limit-rules.ts';
import type { RedisRateLimiter } from './redis-rate-limiter.ts';

type Store = Pick<
  ControlStore,
  | 'limits'
  | 'saveLimit'
  | 'removeLimit'
  | 'budgets'
  | 'saveBudget'
  | 'removeBudget'
  | 'budgetUse'
  | 'saveBudgetUse'
>;

export interface LimitsParts {
  readonly store: Store;
  readonly log: Log;
  /** Where several engines count together; null: this one counts by itself. */
  readonly redisUrl: string | null;
}

const SHOWN_SUBJECTS = 5;
const REDIS_READY_MS = 1_000;

/**
 * Its library is loaded only where it is used: it has a class that extends String, and once there is one V8 (of Node 24)
 * reads the characters of any text four to six times slower in this thread, which is what guards do all the time.
 */
async function sharedLimiter(redisUrl: string): Promise<RedisRateLimiter> {
  const { RedisRateLimiter } = await import('./redis-rate-limiter.ts');
  return new RedisRateLimiter(redisUrl);
}

/** The limits and budgets: kept in control.db, held compiled, in force with the next call after a change. */
export class Limits {
  readonly #store: Store;
  readonly #redis: RedisRateLimiter | null;
  readonly #limiter: FailoverRateLimiter;
  readonly #admission: Admission;
  readonly #ledger: BudgetLedger;
  readonly #limits: Map<string, Limit>;
  readonly #budgets: Map<string, Budget>;
  #rules: CompiledRules = { rates: [], places: [], budgets: [] };

  private constructor(
    { store, log }: LimitsParts,
    redis: RedisRateLimiter | null,
    ledger: BudgetLedger,
    stored: { limits: readonly Limit[]; budgets: readonly Budget[] },
  ) {
    this.#store = store;
    this.#redis = redis;
    this.#ledger = ledger;
    this.#limiter = new FailoverRateLimiter({ shared: redis, log });
    this.#admission = new Admission(this.#limiter, ledger);
    this.#limits = new Map(stored.limits.map((limit) => [limit.id, limit]));
    this.#budgets = new Map(stored.budgets.map((budget) => [budget.id, budget]));
    this.#compile();
  }

  static async open(parts: LimitsParts): Promise<Limits> {
    const { store, log, redisUrl } = parts;
    const redis = redisUrl === null ? null : await sharedLimiter(redisUrl);
    await redis?.ready(REDIS_READY_MS);
    const limits = await store.limits();
    const budgets = await store.budgets();
    const ledger = await BudgetLedger.open({ store, log }, budgets);
    return new Limits(parts, redis, ledger, { limits, budgets });
  }

  /**
   * Lets a call in, after it has waited for its place, or not. Null: nothing limits it.
   * @throws Refusal, also as rejection; SignalboxError STORE_WRITE_FAILED
   */
  admit(call: CallToAdmit): Promise<Hold> | null {
    const { rates, places, budgets } = this.#rules;
    if (rates.length === 0 && places.length === 0 && budgets.length === 0) return null;
    return this.#admission.admit(this.#rules, call);
  }

  limits(): Limit[] {
    return [...this.#limits.values()];
  }

  budgets(): Budget[] {
    return [...this.#budgets.values()];
  }

  async addLimit(given: NewLimit, actor = 'operator'): Promise<Limit> {
    return this.#saveLimit({ ...given, id: newId('lim'), createdAt: new Date().toISOString() }, actor);
  }

  /** @throws SignalboxError LIMIT_NOT_FOUND */
  async changeLimit(id: string, given: NewLimit, actor = 'operator'): Promise<Limit> {
    const known = this.#limits.get(id);
    if (known === undefined) throw new SignalboxError('LIMIT_NOT_FOUND', { id });
    return this.#saveLimit({ ...given, id, createdAt: known.createdAt }, actor);
  }

  /** @throws SignalboxError LIMIT_NOT_FOUND */
  async removeLimit(id: string, actor = 'operator'): Promise<void> {
    await this.#store.removeLimit(id, { actor });
    this.#limits.delete(id);
    this.#compile();
  }

  async addBudget(given: NewBudget, actor = 'operator'): Promise<Budget> {
    const budget = { ...given, id: newId('bud'), createdAt: new Date().toISOString() };
    return this.#saveBudget(budget, false, actor);
  }

  /**
   * Its use stays, unless it counts something else from now on: then it begins from nothing.
   * @throws SignalboxError BUDGET_NOT_FOUND
   */
  async changeBudget(id: string, given: NewBudget, actor = 'operator'): Promise<Budget> {
    const known = this.#budgets.get(id);
    if (known === undefined) throw new SignalboxError('BUDGET_NOT_FOUND', { id });
    const isReset =
      known.scope !== given.scope || known.subject !== given.subject || known.period !== given.period;
    return this.#saveBudget({ ...given, id, createdAt: known.createdAt }, isReset, actor);
  }

  /** @throws SignalboxError BUDGET_NOT_FOUND */
  async removeBudget(id: string, actor = 'operator'): Promise<void> {
    await this.#store.removeBudget(id, { actor });
    this.#budgets.delete(id);
    this.#compile();
  }

  /** Everything with its use at this moment. */
  overview(): LimitsOverview {
    return {
      limits: this.limits().map((limit) => this.#limitState(limit)),
      budgets: this.budgets().map((budget) => ({
        budget,
        use: this.#ledger.use(budget, SHOWN_SUBJECTS),
        refused: this.#admission.refusedByBudget(budget.id),
      })),
      backend: this.#limiter.backend,
    };
  }

  /** Where requests and tokens are counted at this moment. */
  get backend(): LimitsOverview['backend'] {
    return this.#limiter.backend;
  }

  /** Asks Redis for an answer; null: there is none to ask. Rejects when it does not answer. */
  pingRedis(): Promise<void> | null {
    return this.#redis?.ping() ?? null;
  }

  /** To be called when no call is under way any more. */
  async close(): Promise<void> {
    await this.#ledger.close();
    this.#redis?.close();
  }

  async #saveLimit(limit: Limit, actor: string): Promise<Limit> {
    await this.#store.saveLimit(limit, { actor });
    this.#limits.set(limit.id, limit);
    this.#compile();
    return limit;
  }

  async #saveBudget(budget: Budget, isReset: boolean, actor: string): Promise<Budget> {
    await this.#store.saveBudget(budget, isReset, { actor });
    this.#budgets.set(budget.id, budget);
    if (isReset) this.#ledger.reset(budget.id);
    this.#compile();
    return budget;
  }

  #compile(): void {
    this.#rules = compileRules(this.limits(), this.budgets());
    this.#ledger.setBudgets(this.budgets());
    this.#admission.setRules(this.#rules, new Set(this.#limits.keys()));
  }

  #limitState(limit: Limit): LimitState {
    const isRate = limit.metric !== 'concurrency';
    const rule = isRate ? this.#rules.rates.find((each) => each.limit.id === limit.id) : undefined;
    const places = this.#admission.placesInUse(limit.id, SHOWN_SUBJECTS).map(({ subject, running }) => {
      return { subject, used: running, capacity: limit.amount, resetsInMs: 0 };
    });
    const queue = this.#admission.queueFigures(limit.id);
    return {
      limit,
      use: rule === undefined ? places : this.#admission.rateUse(rule, SHOWN_SUBJECTS),
      refused: isRate
        ? this.#admission.refusedByRate(limit.id)
        : (queue?.rejectedFull ?? 0) + (queue?.rejectedLate ?? 0),
      queue,
    };
  }
}

function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
}
