import { expect, it } from 'vitest';
import { costRows, traceRows } from './list-rows.ts';

it('costs are exact dollars, and nothing where there is no price', () => {
  const row = {
    calls: 2,
    inputTokens: 3,
    outputTokens: 4,
    unpricedCalls: 0,
    previousNanos: '0',
    seriesNanos: [],
  };
  const rows = [
    { ...row, name: 'm', provider: 'p', costNanos: '1234567890' },
    { ...row, name: '', provider: null, costNanos: null },
  ];
  expect(costRows({ by: 'model', rows })).toEqual([
    ['model', 'provider', 'calls', 'input_tokens', 'output_tokens', 'cost_usd'],
    ['m', 'p', 2, 3, 4, '1.23456789'],
    ['', null, 2, 3, 4, null],
  ]);
});

it('a list without traces has its header', () => {
  expect(traceRows([])).toHaveLength(1);
});
