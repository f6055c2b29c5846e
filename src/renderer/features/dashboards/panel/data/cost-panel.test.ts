import { expect, it } from 'vitest';
import { costDimension, costLines } from './cost-panel.ts';

it('cost lines are the dearest', () => {
  const row = (name: string, costNanos: string | null) => ({
    name,
    costNanos,
    provider: null,
    calls: 1,
    inputTokens: 1,
    outputTokens: 1,
    unpricedCalls: 0,
    previousNanos: '0',
    seriesNanos: [],
  });
  const rows = [
    row('a', '1'),
    row('b', null),
    row('c', '90071992547409930000'),
    row('d', '0'),
    row('e', '5'),
  ];
  expect(costLines({ rows }, 2)).toEqual([
    { name: 'c', nanos: 90071992547409930000n, share: 1 },
    { name: 'e', nanos: 5n, share: 0 },
  ]);
});

it('a dimension that is none is the model', () => {
  expect(['provider', 'constructor', ''].map(costDimension)).toEqual(['provider', 'model', 'model']);
});
