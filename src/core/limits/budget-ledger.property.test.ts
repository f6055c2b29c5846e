import { array, assert, asyncProperty, bigInt, integer, record, scheduler } from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Budget } from '../../shared/limits.ts';
import type { BudgetUseRow } from '../store/control/index.ts';
import { BudgetLedger, BudgetSpent, type BudgetUseStore, type Reservation } from './budget-ledger.ts';

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const AT = Date.UTC(2026, 10, 21, 12, 30);

function budget(amountNanos: bigint, part: Partial<Budget> = {}): Budget {
  return {
    id: 'b',
    scope: 'global',
    subject: null,
    period: 'day',
    amountNanos: String(amountNanos),
    mode: 'hard',
    enabled: true,
    createdAt: '2026-11-21T00:00:00.000Z',
    ...part,
  };
}

/** Keeps rows as control.db does; `write` decides when a write is done. */
class Rows implements BudgetUseStore {
  readonly rows = new Map<string, BudgetUseRow>();
  readonly #write: () => Promise<unknown>;

  constructor(write: () => Promise<unknown> = () => Promise.resolve()) {
    this.#write = write;
  }

  budgetUse(): Promise<BudgetUseRow[]> {
    return Promise.resolve([...this.rows.values()]);
  }

  async saveBudgetUse(rows: readonly BudgetUseRow[]): Promise<void> {
    await this.#write();
    for (const row of rows) this.rows.set(`${row.budgetId} ${row.subject}`, row);
  }
}

const open: BudgetLedger[] = [];
async function ledgerOn(store: BudgetUseStore, budgets: Budget[], now = () => AT): Promise<BudgetLedger> {
  const ledger = await BudgetLedger.open({ store, log: LOG, now }, budgets);
  open.push(ledger);
  return ledger;
}
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close();
});

function spentOf(ledger: BudgetLedger, of: Budget): bigint {
  return ledger.use(of, 10).reduce((sum, { spentNanos }) => sum + BigInt(spentNanos), 0n);
}

/** An estimate and the share of it that the call truly costs. */
const callsOfAnyCost = array(
  record({ estimate: bigInt({ min: 1n, max: 10_000n }), percent: integer({ min: 0, max: 100 }) }),
  { minLength: 1, maxLength: 60 },
);
const amounts = bigInt({ min: 0n, max: 50_000n });

describe('the budget ledger', () => {
  it('is exceeded by one call at most, in any interleaving of calls, answers and writes', async () => {
    await assert(
      asyncProperty(amounts, callsOfAnyCost, scheduler(), async (amount, calls, order) => {
        const store = new Rows(() => order.schedule(Promise.resolve(), 'write'));
        const hard = budget(amount);
        const ledger = await BudgetLedger.open({ store, log: LOG, now: () => AT }, [hard]);
        const paid: bigint[] = [];
        const done = calls.map(async ({ estimate, percent }) => {
          await order.schedule(Promise.resolve(), 'arrives');
          let reservation: Reservation;
          try {
            reservation = await ledger.reserve([{ budget: hard, subject: '' }], estimate);
          } catch (error) {
            expect(error).toBeInstanceOf(BudgetSpent);
            return;
          }
          await order.schedule(Promise.resolve(), 'answers');
          const cost = (estimate * BigInt(percent)) / 100n;
          paid.push(cost);
          reservation.settle(cost);
        });
        await order.waitFor(Promise.all(done));
        const total = paid.reduce((sum, cost) => sum + cost, 0n);
        const dearest = paid.reduce((most, cost) => (cost > most ? cost : most), 0n);
        expect(spentOf(ledger, hard)).toBe(total);
        if (paid.length > 0) expect(total - dearest < amount).toBe(true);
        await order.waitFor(ledger.close());
        const [row] = store.rows.values();
        if (paid.length > 0) expect(row).toMatchObject({ spent: total, held: 0n });
      }),
      { numRuns: 300 },
    );
  });

  it('is covered by the store at every moment: kill -9 forgets no call and holds back little', async () => {
    await assert(
      asyncProperty(callsOfAnyCost, scheduler(), async (calls, order) => {
        const store = new Rows(() => order.schedule(Promise.resolve(), 'write'));
        const hard = budget(10n ** 9n);
        const ledger = await BudgetLedger.open({ store, log: LOG, now: () => AT }, [hard]);
        let owed = 0n;
        let asked = 0n;
        /** What a new process would count if this one were killed now. */
        const expectCovered = async () => {
          const killed = new Rows();
          for (const [key, row] of store.rows) killed.rows.set(key, row);
          const revived = await BudgetLedger.open({ store: killed, log: LOG, now: () => AT }, [hard]);
          const counted = spentOf(revived, hard);
          expect(counted >= owed).toBe(true);
          expect(counted <= asked + 10n ** 9n / 200n).toBe(true);
          await revived.close();
        };
        const done = calls.map(async ({ estimate, percent }) => {
          await order.schedule(Promise.resolve(), 'arrives');
          asked += estimate;
          const { settle } = await ledger.reserve([{ budget: hard, subject: '' }], estimate);
          const cost = (estimate * BigInt(percent)) / 100n;
          owed += cost;
          await expectCovered();
          await order.schedule(Promise.resolve(), 'answers');
          settle(cost);
          await expectCovered();
        });
        await order.waitFor(Promise.all(done));
        await order.waitFor(ledger.close());
        await expectCovered();
        expect([...store.rows.values()]).toMatchObject([{ spent: owed, held: 0n }]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps subjects and windows apart, and starts a new window from nothing', async () => {
    let now = Date.UTC(2026, 0, 31, 23, 59, 59);
    const store = new Rows();
    const each = budget(100n, { scope: 'user', period: 'month' });
    const ledger = await ledgerOn(store, [each], () => now);
    const spend = async (subject: string, cost: bigint) => {
      const { settle } = await ledger.reserve([{ budget: each, subject }], cost);
      settle(cost);
    };
    await spend('ana', 100n);
    await expect(spend('ana', 1n)).rejects.toMatchObject({ spent: 100n, endsAt: Date.UTC(2026, 1, 1) });
    await spend('ben', 40n);
    expect(ledger.use(each, 10)).toMatchObject([
      { subject: 'ana', spentNanos: '100', resetsAt: '2026-02-01T00:00:00.000Z' },
      { subject: 'ben', spentNanos: '40' },
    ]);
    now += 1_000;
    await spend('ana', 7n);
    now -= 1_000;
    await spend('ana', 7n);
    now += 1_000;
    expect(ledger.use(each, 10)).toMatchObject([{ subject: 'ana', spentNanos: '14' }]);
  });

  it('does not forget a window because the clock was set back over a restart', async () => {
    let now = Date.UTC(2026, 0, 2, 0, 0, 1);
    const store = new Rows();
    const daily = budget(100n);
    const first = await BudgetLedger.open({ store, log: LOG, now: () => now }, [daily]);
    const { settle } = await first.reserve([{ budget: daily, subject: '' }], 100n);
    settle(100n);
    await first.close();
    now -= 2_000;
    const second = await ledgerOn(store, [daily], () => now);
    expect(() => second.reserve([{ budget: daily, subject: '' }], 1n)).toThrow(BudgetSpent);
  });

  it('counts subjects apart again in a new window when the last one had as many as are kept apart', async () => {
    let now = AT;
    const each = budget(100n, { scope: 'user', period: 'hour' });
    const ledger = await ledgerOn(new Rows(), [each], () => now);
    const spend = (subject: string) => ledger.reserve([{ budget: each, subject }], 100n);
    for (let user = 0; user < 10_000; user += 1) void spend(`user ${user}`);
    now += 3_600_000;
    await spend('ana');
    await spend('ben');
    expect(ledger.use(each, 10)).toHaveLength(2);
  });

  it('warns without refusing, and reserves in all budgets or in none', async () => {
    const hard = budget(10n, { id: 'hard' });
    const soft = budget(10n, { id: 'soft', mode: 'warning' });
    const ledger = await ledgerOn(new Rows(), [hard, soft]);
    const claim = (of: Budget) => ({ budget: of, subject: '' });
    const first = await ledger.reserve([claim(soft)], 50n);
    first.settle(50n);
    const second = await ledger.reserve([claim(soft), claim(hard)], 10n);
    expect(second.warnings).toEqual([claim(soft)]);
    expect(() => ledger.reserve([claim(soft), claim(hard)], 10n)).toThrow(BudgetSpent);
    second.settle(1n);
    second.settle(1n);
    expect(spentOf(ledger, hard)).toBe(1n);
    expect(spentOf(ledger, soft)).toBe(51n);
  });

  it('lets no call in whose reservation cannot be stored', async () => {
    let isBroken = true;
    const store = new Rows(() => (isBroken ? Promise.reject(new Error('disk full')) : Promise.resolve()));
    const hard = budget(1_000n);
    const ledger = await ledgerOn(store, [hard]);
    const reserve = async () => ledger.reserve([{ budget: hard, subject: '' }], 10n);
    await expect(reserve()).rejects.toMatchObject({ code: 'STORE_WRITE_FAILED' });
    isBroken = false;
    await expect(reserve()).resolves.toBeDefined();
    expect(ledger.use(hard, 1)).toMatchObject([{ spentNanos: '0', reservedNanos: '10' }]);
  });
});
