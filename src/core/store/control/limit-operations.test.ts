import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Budget, Limit } from '../../../shared/limits.ts';
import { openControlStore } from './index.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-limits-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const AT = '2026-11-21T12:00:00.000Z';
const RATE: Limit = {
  id: 'l1',
  metric: 'tokens',
  scope: 'user',
  subject: null,
  enabled: true,
  amount: 5,
  period: 'minute',
  burst: null,
  createdAt: AT,
};
const PLACES: Limit = {
  id: 'l2',
  metric: 'concurrency',
  scope: 'model',
  subject: 'gpt-4o',
  enabled: false,
  amount: 2,
  queueSize: 3,
  queueTimeoutMs: 4,
  createdAt: AT,
};
const BUDGET: Budget = {
  id: 'b1',
  scope: 'route',
  subject: 'fast',
  period: 'month',
  amountNanos: '999999999999999999',
  mode: 'hard',
  enabled: true,
  createdAt: AT,
};
const use = (windowStart: number, spent: bigint) => ({
  budgetId: 'b1',
  subject: 'ana',
  windowStart,
  spent,
  held: 1n,
});

describe('limits and budgets in control.db', () => {
  it('come back as they were saved, with every change audited', async () => {
    const store = await openControlStore({ dataDir });
    const change = { actor: 'console' };
    await store.saveLimit(RATE, change);
    await store.saveLimit(PLACES, change);
    await store.saveLimit({ ...RATE, burst: 9 }, change);
    await store.saveBudget(BUDGET, false, change);
    expect(await store.limits()).toEqual([{ ...RATE, burst: 9 }, PLACES]);
    expect(await store.budgets()).toEqual([BUDGET]);
    await store.removeLimit('l2', change);
    await store.removeBudget('b1', change);
    await expect(store.removeLimit('l2', change)).rejects.toMatchObject({ code: 'LIMIT_NOT_FOUND' });
    await expect(store.removeBudget('b1', change)).rejects.toMatchObject({ code: 'BUDGET_NOT_FOUND' });
    const events = await store.eventLogs(10);
    expect(events.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      'budget.remove b1',
      'limit.remove l2',
      'budget.add b1',
      'limit.change l1',
      'limit.add l2',
      'limit.add l1',
    ]);
    await store.close();
  });

  it('keep the use of the newest window to the last nano-dollar', async () => {
    const store = await openControlStore({ dataDir });
    const change = { actor: 'console' };
    await store.saveBudget(BUDGET, false, change);
    await store.saveBudgetUse([use(2_000, 9_007_199_254_740_993n)]);
    await store.saveBudgetUse([{ ...use(1_000, 5n), budgetId: 'gone' }]);
    expect(await store.budgetUse()).toEqual([use(2_000, 9_007_199_254_740_993n)]);
    // A budget that was for a day and is now for all time: its window began before that of a row under way meanwhile.
    await store.saveBudgetUse([use(0, 6n)]);
    expect(await store.budgetUse()).toEqual([use(0, 6n)]);
    await store.saveBudgetUse([use(3_000, 7n)]);
    expect(await store.budgetUse()).toEqual([use(3_000, 7n)]);
    await store.saveBudgetUse([{ ...use(4_000, 8n), subject: 'ben' }]);
    expect(await store.budgetUse()).toEqual([{ ...use(4_000, 8n), subject: 'ben' }]);
    await store.saveBudget(BUDGET, true, change);
    expect(await store.budgetUse()).toEqual([]);
    await store.close();
  });
});
