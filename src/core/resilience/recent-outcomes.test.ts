import { expect, test } from 'vitest';
import { RecentOutcomes } from './recent-outcomes.ts';

test('counts the failures of a target in the last five minutes', () => {
  let now = 0;
  const outcomes = new RecentOutcomes(() => now);
  outcomes.add('a', true);
  outcomes.add('b', true);
  now = 4 * 60_000;
  outcomes.add('a', false);
  expect(outcomes.of('a')).toEqual({ failures: 1, rate: 0.5 });
  expect(outcomes.of('c')).toEqual({ failures: 0, rate: 0 });
  now = 5 * 60_000;
  expect(outcomes.of('a')).toEqual({ failures: 0, rate: 0 });
  expect(outcomes.of('b')).toEqual({ failures: 0, rate: 0 });
});

test('keeps a bounded number of targets', () => {
  const outcomes = new RecentOutcomes(() => 0);
  for (let target = 0; target <= 1_000; target++) outcomes.add(`t${target}`, true);
  expect(outcomes.of('t0').failures).toBe(0);
  expect(outcomes.of('t1000').failures).toBe(1);
});
