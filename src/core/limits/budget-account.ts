import type { BudgetUseRow } from '../store/control/index.ts';
import type { BudgetWindow } from './budget-window.ts';

/** While calls come in, so much of the budget (a part in 200) is held ahead in the store, so that they need not wait for it. */
const LEASE_PARTS = 200n;
/** An account that nobody used for so long holds nothing ahead. */
const IDLE_MS = 5_000;

/** What one subject has used of one budget in one window, in nano-dollars. */
export class BudgetAccount {
  readonly budgetId: string;
  readonly subject: string;
  readonly window: BudgetWindow;
  spent: bigint;
  /** For calls under way. */
  reserved = 0n;
  usedAt = -Infinity;
  /** Its window is over, or its budget is gone or counts something else by now: nothing of it is stored any more. */
  isPast = false;
  /** The store says that at most this may be spent: what a crash makes of it is never less than the truth. */
  #durable: bigint;

  constructor(budgetId: string, subject: string, window: BudgetWindow, spent = 0n) {
    this.budgetId = budgetId;
    this.subject = subject;
    this.window = window;
    this.spent = spent;
    this.#durable = spent;
  }

  get isCovered(): boolean {
    return this.isPast || this.spent + this.reserved <= this.#durable;
  }

  /** Less than half of what is held ahead is left. */
  isLow(amount: bigint): boolean {
    return this.#durable - this.spent - this.reserved < amount / LEASE_PARTS / 2n;
  }

  /** What to store now; `stored` is to be called once it is. */
  snapshot(amount: bigint, nowMs: number): BudgetUseRow & { isFinal: boolean } {
    const isIdle = this.reserved === 0n && nowMs - this.usedAt >= IDLE_MS;
    const held = this.reserved + (isIdle ? 0n : amount / LEASE_PARTS);
    const ceiling = this.spent + held;
    // A lower ceiling counts before it is stored, a higher one after.
    if (ceiling < this.#durable) this.#durable = ceiling;
    const { budgetId, subject, spent } = this;
    return { budgetId, subject, windowStart: this.window.start, spent, held, isFinal: isIdle };
  }

  stored({ spent, held }: BudgetUseRow): void {
    this.#durable = spent + held;
  }
}
