import { describe, expect, it } from 'vitest';
import type { CostReport, CostRow } from '../../../shared/costs.ts';
import { shownRows, spendSeries, trendOf } from './cost-rows.ts';

function row(name: string, costNanos: string | null, wish: Partial<CostRow> = {}): CostRow {
  return {
    name,
    provider: null,
    calls: 1,
    inputTokens: 1,
    outputTokens: 1,
    costNanos,
    unpricedCalls: 0,
    previousNanos: '0',
    seriesNanos: [Number(costNanos ?? 0), 0],
    ...wish,
  };
}

function report(rows: CostRow[], nanos: string): CostReport {
  return {
    by: 'user',
    from: '2026-11-21T10:00:00.000Z',
    to: '2026-11-21T10:02:00.000Z',
    bucketSeconds: 60,
    total: {
      nanos,
      usd: '0',
      previousNanos: '0',
      calls: 1,
      inputTokens: 1,
      outputTokens: 1,
      pricedCalls: 1,
      unpricedCalls: 0,
    },
    rows,
    unpriced: [],
  };
}

describe('shownRows', () => {
  it('shares what was spent, and does not share out what is not known', () => {
    const rows = shownRows(
      report(
        [row('ana', '750'), row('', '250', { unpricedCalls: 2 }), row('ben', null, { unpricedCalls: 1 })],
        '1000',
      ),
    );
    expect(rows.map(({ label, share }) => [label, share])).toEqual([
      ['ana', 0.75],
      ['not said', 0.25],
      ['ben', null],
    ]);
    expect(rows.map(({ isLowerBound }) => isLowerBound)).toEqual([false, true, false]);
  });
});

describe('spendSeries', () => {
  it('draws the dearest apart and the others together', () => {
    const many = Array.from({ length: 10 }, (_, i) => row(`user-${i}`, String(100 - i)));
    const series = spendSeries(shownRows(report(many, '955')), 2);
    expect(series).toHaveLength(8);
    expect(series.at(-1)).toMatchObject({ name: '3 others', values: [93 + 92 + 91, 0] });
    expect(series[0]?.colour).toMatch(/^--series-\d$/);
  });

  it('leaves out what cost nothing', () => {
    expect(spendSeries(shownRows(report([row('a', '0'), row('b', null)], '0')), 2)).toEqual([]);
  });
});

describe('trendOf', () => {
  it.each([
    ['120', '100', '+20 %'],
    ['50', '100', '−50 %'],
    ['100', '100', '±0 %'],
    ['2000', '100', '×20'],
    ['100', '0', null],
    [null, '100', null],
  ])('%s after %s is %s', (nanos, before, trend) => {
    expect(trendOf(nanos, before)).toBe(trend);
  });
});
