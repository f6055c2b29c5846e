import { SignalboxError } from '../../shared/errors.ts';
import type { Budget, BudgetUse } from '../../shared/limits.ts';
import type { Log } from '../log.ts';
import type { BudgetUseRow } from '../store/control/index.ts';
import { BudgetAccount } from './budget-account.ts';
import { budgetWindow } from './budget-window.ts';

const FLUSH_MS = 1_000;
const MAX_SUBJECTS = 10_000;
/** Those who come when a budget has accounts enough share one. */
const OTHERS = '(others)';

export interface BudgetUseStore {
  budgetUse(): Promise<BudgetUseRow[]>;
  saveBudgetUse(rows: readonly BudgetUseRow[]): Promise<void>;
}

/** A budget that counts a call, and whose part of it. */
export interface BudgetClaim {
  readonly budget: Budget;
  readonly subject: string;
}

export interface Reservation {
  /** Budgets in warning mode that are spent. */
  readonly warnings: readonly BudgetClaim[];
  /** Puts the true cost in the place of the estimate; once. */
  readonly settle: (cost: bigint) => void;
}

/** A hard budget that leaves no room. */
export class BudgetSpent extends Error {
  readonly claim: BudgetClaim;
  readonly spent: bigint;
  readonly reserved: bigint;
  readonly endsAt: number | null;

  constructor(claim: BudgetClaim, account: BudgetAccount) {
    super('The budget is spent.');
    this.claim = claim;
    this.spent = account.spent;
    this.reserved = account.reserved;
    this.endsAt = account.window.end;
  }
}

interface Parts {
  readonly store: BudgetUseStore;
  readonly log: Log;
  readonly now?: () => number;
}

/**
 * What is spent of each budget. A call is let in while what is spent and what is reserved for calls under way leave
 * room, and then reserves its own estimate. So when estimates are not below the true costs, a hard budget is exceeded
 * at most by the one call that crosses it, however many run at once.
 *
 * Each reservation is covered by the store before its call begins, mostly by an amount held ahead. After kill -9 what
 * was held counts as spent: the ledger then says a little too much, never too little.
 */
export class BudgetLedger {
  readonly #store: BudgetUseStore;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Map<string, BudgetAccount>>();
  readonly #amounts = new Map<string, bigint>();
  readonly #dirty = new Set<BudgetAccount>();
  readonly #timer: NodeJS.Timeout;
  #flushing: Promise<void> | null = null;

  private constructor({ store, log, now = Date.now }: Parts) {
    this.#store = store;
    this.#now = now;
    this.#timer = setInterval(() => {
      this.#flush().catch((cause: unknown) =>
        log.error('The use of budgets could not be stored.', { cause }),
      );
    }, FLUSH_MS);
    this.#timer.unref();
  }

  static async open(parts: Parts, budgets: readonly Budget[]): Promise<BudgetLedger> {
    const ledger = new BudgetLedger(parts);
    ledger.setBudgets(budgets);
    const byId = new Map(budgets.map((budget) => [budget.id, budget]));
    for (const row of await parts.store.budgetUse()) {
      const budget = byId.get(row.budgetId);
      if (budget === undefined) continue;
      // A row of a later window than now was written before the clock was set back, and is in force all the same.
      if (row.windowStart < budgetWindow(budget.period, ledger.#now()).start) continue;
      const window = budgetWindow(budget.period, row.windowStart);
      const account = new BudgetAccount(row.budgetId, row.subject, window, row.spent + row.held);
      ledger.#accountsOf(row.budgetId).set(row.subject, account);
    }
    return ledger;
  }

  setBudgets(budgets: readonly Budget[]): void {
    this.#amounts.clear();
    for (const { id, amountNanos } of budgets) this.#amounts.set(id, BigInt(amountNanos));
    for (const id of this.#accounts.keys()) if (!this.#amounts.has(id)) this.reset(id);
  }

  /** Begins again from nothing, when a budget counts something else than before. */
  reset(budgetId: string): void {
    this.#drop(this.#accountsOf(budgetId), () => true);
    this.#accounts.delete(budgetId);
  }

  /**
   * Reserves the estimate in all of these budgets or in none.
   * @throws BudgetSpent, SignalboxError STORE_WRITE_FAILED
   */
  reserve(claims: readonly BudgetClaim[], estimate: bigint): Reservation | Promise<Reservation> {
    const nowMs = this.#now();
    const accounts = claims.map((claim) => this.#account(claim, nowMs));
    const warnings: BudgetClaim[] = [];
    claims.forEach((claim, index) => {
      const account = accounts[index];
      if (account === undefined || account.spent + account.reserved < BigInt(claim.budget.amountNanos))
        return;
      if (claim.budget.mode === 'hard') throw new BudgetSpent(claim, account);
      if (account.spent >= BigInt(claim.budget.amountNanos)) warnings.push(claim);
    });
    for (const account of accounts) this.#add(account, estimate, nowMs);
    const reservation = { warnings, settle: this.#settler(accounts, estimate) };
    if (accounts.every(({ isCovered }) => isCovered)) {
      if (accounts.some((account) => account.isLow(this.#amountOf(account)))) this.#flushInBackground();
      return reservation;
    }
    return this.#cover(accounts, reservation);
  }

  /** The most spent first. */
  use(budget: Budget, most: number): BudgetUse[] {
    const nowMs = this.#now();
    const { start, end } = budgetWindow(budget.period, nowMs);
    return [...(this.#accounts.get(budget.id)?.values() ?? [])]
      .filter(({ window }) => window.start === start)
      .sort((a, b) => (a.spent < b.spent ? 1 : a.spent > b.spent ? -1 : 0))
      .slice(0, most)
      .map(({ subject, spent, reserved }) => ({
        subject,
        spentNanos: String(spent),
        reservedNanos: String(reserved),
        resetsAt: end === null ? null : new Date(end).toISOString(),
      }));
  }

  /** Stores what was spent exactly; no call may be under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing?.catch(() => undefined);
    for (const account of this.#dirty) account.usedAt = -Infinity;
    await this.#flush();
  }

  #amountOf({ budgetId }: BudgetAccount): bigint {
    return this.#amounts.get(budgetId) ?? 0n;
  }

  #accountsOf(budgetId: string): Map<string, BudgetAccount> {
    let accounts = this.#accounts.get(budgetId);
    if (accounts === undefined) this.#accounts.set(budgetId, (accounts = new Map<string, BudgetAccount>()));
    return accounts;
  }

  #account({ budget, subject }: BudgetClaim, nowMs: number): BudgetAccount {
    const accounts = this.#accountsOf(budget.id);
    const window = budgetWindow(budget.period, nowMs);
    const [oldest] = accounts.values();
    const isNewWindow = oldest !== undefined && oldest.window.start < window.start;
    if (isNewWindow) this.#drop(accounts, ({ window: { start } }) => start < window.start);
    const name = accounts.has(subject) || accounts.size < MAX_SUBJECTS ? subject : OTHERS;
    // A clock that was set back does not open an old window again.
    const known = accounts.get(name);
    if (known !== undefined) return known;
    const account = new BudgetAccount(budget.id, name, window);
    accounts.set(name, account);
    return account;
  }

  #add(account: BudgetAccount, estimate: bigint, nowMs: number): void {
    account.reserved += estimate;
    account.usedAt = nowMs;
    this.#touch(account);
  }

  #touch(account: BudgetAccount): void {
    if (!account.isPast) this.#dirty.add(account);
  }

  /** What calls under way still owe to these accounts counts nowhere. */
  #drop(accounts: Map<string, BudgetAccount>, isPast: (account: BudgetAccount) => boolean): void {
    for (const [subject, account] of accounts) {
      if (!isPast(account)) continue;
      account.isPast = true;
      accounts.delete(subject);
      this.#dirty.delete(account);
    }
  }

  #settler(accounts: readonly BudgetAccount[], estimate: bigint): (cost: bigint) => void {
    let isSettled = false;
    return (cost) => {
      if (isSettled) return;
      isSettled = true;
      for (const account of accounts) {
        account.reserved -= estimate;
        account.spent += cost;
        this.#touch(account);
      }
      if (!accounts.every(({ isCovered }) => isCovered)) this.#flushInBackground();
    };
  }

  async #cover(accounts: readonly BudgetAccount[], reservation: Reservation): Promise<Reservation> {
    try {
      while (!accounts.every(({ isCovered }) => isCovered)) await this.#flush();
      return reservation;
    } catch (cause) {
      reservation.settle(0n);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new SignalboxError('STORE_WRITE_FAILED', { reason }, { cause });
    }
  }

  /** Its failure is met again by the next call that needs cover, and by the timer, which logs it. */
  #flushInBackground(): void {
    this.#flush().catch(() => undefined);
  }

  /** One write at a time; whoever comes meanwhile waits for it and is in the next. */
  #flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const written = [...this.#dirty].map((account) => {
      return { account, row: account.snapshot(this.#amountOf(account), this.#now()) };
    });
    if (written.length === 0) return;
    for (const { account, row } of written) if (row.isFinal) this.#dirty.delete(account);
    try {
      await this.#store.saveBudgetUse(written.map(({ row: { isFinal: _, ...row } }) => row));
    } catch (error) {
      for (const { account } of written) this.#touch(account);
      throw error;
    }
    for (const { account, row } of written) account.stored(row);
  }
}
