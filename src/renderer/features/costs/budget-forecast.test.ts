import { describe, expect, it } from 'vitest';
import { forecastNanos } from './budget-forecast.ts';

const LONG_AGO = '2026-01-01T00:00:00.000Z';
const at = (iso: string) => Date.parse(iso);

describe('forecastNanos', () => {
  it('goes on as in the window so far', () => {
    const use = { spentNanos: '1000', resetsAt: '2026-12-01T00:00:00.000Z' };
    const budget = { period: 'month', createdAt: LONG_AGO } as const;
    expect(forecastNanos(budget, use, at('2026-11-11T00:00:00.000Z'))).toBe(3_000n);
  });

  it('goes on as since the budget was set', () => {
    const use = { spentNanos: '1000', resetsAt: '2026-11-22T00:00:00.000Z' };
    const budget = { period: 'day', createdAt: '2026-11-21T18:00:00.000Z' } as const;
    expect(forecastNanos(budget, use, at('2026-11-21T20:00:00.000Z'))).toBe(3_000n);
  });

  it.each([
    ['nothing ends', 'total', null, '2026-11-21T18:30:00.000Z'],
    ['nothing was counted yet', 'day', null, '2026-11-21T18:30:00.000Z'],
    ['too little time has been counted', 'hour', '2026-11-21T19:00:00.000Z', '2026-11-21T18:00:30.000Z'],
    ['the window is over', 'hour', '2026-11-21T19:00:00.000Z', '2026-11-21T19:00:00.000Z'],
  ] as const)('says nothing where %s', (_, period, resetsAt, now) => {
    expect(
      forecastNanos({ period, createdAt: LONG_AGO }, { spentNanos: '1000', resetsAt }, at(now)),
    ).toBeNull();
  });
});
