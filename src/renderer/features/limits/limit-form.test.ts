import { describe, expect, it } from 'vitest';
import {
  budgetToForm,
  limitToForm,
  NEW_BUDGET,
  NEW_LIMIT,
  readBudgetForm,
  readLimitForm,
} from './limit-form.ts';

const STORED = { id: 'x', createdAt: '2026-11-21T12:00:00.000Z' };

describe('the form of a limit', () => {
  it('reads what was typed, and shows it again', () => {
    const form = { ...NEW_LIMIT, scope: 'user' as const, subject: ' ana ', amount: '60', burst: '10' };
    const { limit } = readLimitForm(form);
    expect(limit).toMatchObject({
      metric: 'requests',
      subject: 'ana',
      amount: 60,
      period: 'minute',
      burst: 10,
    });
    if (limit !== null) expect(limitToForm({ ...limit, ...STORED })).toEqual({ ...form, subject: 'ana' });
  });

  it('reads places with their queue', () => {
    const form = { ...NEW_LIMIT, metric: 'concurrency' as const, amount: '4', queueSeconds: '0.5' };
    expect(readLimitForm(form).limit).toMatchObject({ amount: 4, queueSize: 100, queueTimeoutMs: 500 });
  });

  it('says at the field what is wrong', () => {
    expect(readLimitForm({ ...NEW_LIMIT, amount: '0', burst: 'x' }).errors).toEqual({
      amount: 'Give a whole number from 1.',
      burst: 'Give a whole number from 1, or nothing.',
    });
    const queue = {
      ...NEW_LIMIT,
      metric: 'concurrency' as const,
      amount: '1',
      queueSize: '',
      queueSeconds: '601',
    };
    expect(Object.keys(readLimitForm(queue).errors)).toEqual(['queueSize', 'queueSeconds']);
  });
});

describe('the form of a budget', () => {
  it.each([
    ['25', '25000000000'],
    ['0.50', '500000000'],
    ['0.000000001', '1'],
    ['123456789.123456789', '123456789123456789'],
  ])('reads $%s exactly', (amount, amountNanos) => {
    const { budget } = readBudgetForm({ ...NEW_BUDGET, amount });
    expect(budget?.amountNanos).toBe(amountNanos);
    if (budget !== null) expect(Number(budgetToForm({ ...budget, ...STORED }).amount)).toBe(Number(amount));
  });

  it.each(['', '-1', '1e3', '$5', '1.1234567890'])('does not take %j for dollars', (amount) => {
    expect(readBudgetForm({ ...NEW_BUDGET, amount }).errors.amount).toContain('dollars');
  });
});
