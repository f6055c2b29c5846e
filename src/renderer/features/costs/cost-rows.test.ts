import { describe, expect, it } from 'vitest';
import type { CostReport, CostRow } from '../../../shared/costs.ts';
import { freeCalls, shownRows, spendSeries, trendOf } from './cost-rows.ts';

const NO_KEYS = new Map<string, string>();

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
      NO_KEYS,
    );
    expect(rows.map(({ label, share }) => [label, share])).toEqual([
      ['ana', 0.75],
      ['not said', 0.25],
      ['ben', null],
    ]);
    expect(rows.map(({ isLowerBound }) => isLowerBound)).toEqual([false, true, false]);
  });
});

describe('shownRows of calls that used nothing', () => {
  it('leaves them out, unless they spent before: then they cost nothing now', () => {
    const rows = shownRows(
      report([row('refused', null, { calls: 4 }), row('gone', null, { calls: 0, previousNanos: '9' })], '0'),
      NO_KEYS,
    );
    expect(rows).toMatchObject([{ label: 'gone', costNanos: '0', share: 0 }]);
    expect(trendOf('0', '9')).toBe('−100 %');
  });

  it('counts them apart from those without a price', () => {
    const { total } = report([], '0');
    expect(freeCalls({ ...total, calls: 9, pricedCalls: 4, unpricedCalls: 2 })).toBe(3);
  });
});

describe('names of keys', () => {
  it('stand for their ids, which stay where a name is not known', () => {
    const byKey = {
      ...report([row('key_1', '5'), row('key_2', '4'), row('', '3')], '12'),
      by: 'key' as const,
    };
    const labels = shownRows(byKey, new Map([['key_1', 'checkout']])).map(({ label }) => label);
    expect(labels).toEqual(['checkout', 'key_2', 'without a key']);
  });
});

describe('spendSeries', () => {
  it('draws the dearest apart and the others together', () => {
    const many = Array.from({ length: 10 }, (_, i) => row(`user-${i}`, String(100 - i)));
    const series = spendSeries(shownRows(report(many, '955'), NO_KEYS), 2);
    expect(series).toHaveLength(8);
    expect(series.at(-1)).toMatchObject({ name: '3 others', values: [93 + 92 + 91, 0] });
    expect(series[0]?.colour).toMatch(/^--series-\d+$/);
  });

  it('leaves out what cost nothing', () => {
    expect(spendSeries(shownRows(report([row('a', '0'), row('b', null)], '0'), NO_KEYS), 2)).toEqual([]);
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
