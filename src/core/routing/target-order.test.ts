import { expect, test } from 'vitest';
import type { RouteTarget } from '../../shared/route.ts';
import { targetOrder } from './target-order.ts';

const target = (provider: string, rank: number, weight = 1): RouteTarget => ({
  provider,
  model: 'm',
  rank,
  weight,
});
const names = (targets: readonly RouteTarget[], random: () => number) =>
  targetOrder(targets, random).map(({ provider }) => provider);

test('ranks come in their order, however they were given', () => {
  expect(names([target('c', 3), target('a', 1), target('b', 2)], () => 0)).toEqual(['a', 'b', 'c']);
});

test('within a rank the weights decide who is first; the others follow as fallbacks', () => {
  const targets = [target('a', 1, 3), target('b', 1, 1), target('z', 2)];
  expect(names(targets, () => 0.74)).toEqual(['a', 'b', 'z']);
  expect(names(targets, () => 0.76)).toEqual(['b', 'a', 'z']);
  const first = Array.from({ length: 1000 }, (_, i) => names(targets, () => i / 1000)[0]);
  expect(first.filter((name) => name === 'a')).toHaveLength(750);
});
