import { expect, it } from 'vitest';
import { RecentCalls } from './recent-calls.ts';
import { RecentIncrease } from './recent-increase.ts';
import { RecentP95 } from './recent-p95.ts';

it('counts the calls of five minutes, without those that say nothing of the service', () => {
  let nowMs = 0;
  const calls = new RecentCalls(() => nowMs);
  expect(calls.figures()).toEqual({ calls: 0, whole: 0, durationP95Ms: null, overheadP95Ms: null });
  for (let i = 1; i <= 100; i++)
    calls.add({ status: i <= 90 ? 'ok' : 'failed', durationMs: i * 10, overheadMs: 0.4 });
  calls.add({ status: 'refused', durationMs: 1e9, overheadMs: 1e9 });
  calls.add({ status: 'cancelled', durationMs: 1e9, overheadMs: 1e9 });
  const { calls: count, whole, durationP95Ms, overheadP95Ms } = calls.figures();
  expect([count, whole, overheadP95Ms]).toEqual([100, 90, 1]);
  expect(durationP95Ms).toBeGreaterThanOrEqual(950);
  expect(durationP95Ms).toBeLessThan(950 * 1.06);
  nowMs = 5 * 60_000;
  expect(calls.figures().calls).toBe(0);
});

it('tells what a counter has grown by in five minutes', () => {
  let nowMs = 0;
  const increase = new RecentIncrease(() => nowMs);
  expect(increase.look(7)).toBe(0);
  nowMs = 60_000;
  expect(increase.look(9)).toBe(2);
  nowMs = 5 * 60_000;
  expect(increase.look(9)).toBe(2);
  nowMs = 6 * 60_000;
  expect(increase.look(9)).toBe(0);
});

it('tells the p95 of what a histogram has counted lately', () => {
  let nowMs = 0;
  const recent = new RecentP95(() => nowMs);
  const buckets = (...counts: number[]) =>
    new Map([0.01, 0.1, Infinity].map((le, at) => [le, counts[at] ?? 0]));
  expect(recent.look(buckets(0, 0, 0))).toBeNull();
  nowMs = 60_000;
  expect(recent.look(buckets(90, 100, 100))).toBe(100);
  nowMs = 7 * 60_000;
  expect(recent.look(buckets(190, 200, 200))).toBe(10);
  nowMs = 8 * 60_000;
  expect(recent.look(buckets(190, 200, 300))).toBe(200);
});
