import { describe, expect, it } from 'vitest';
import { SCORE_BINS, type GuardFigure } from '../../../shared/guard/index.ts';
import { guardTotals } from './guard-totals.ts';
import { barHeights, hitsAt, toThreshold } from './score-bins.ts';

const bins = Array.from({ length: SCORE_BINS }, () => 0);
bins[0] = 90;
bins[57] = 4;
bins[58] = 3;
bins[99] = 2;

describe('a threshold moved over recorded scores', () => {
  it('counts the runs from it on', () => {
    expect([0, 0.01, 0.57, 0.58, 0.59, 0.99, 1].map((at) => hitsAt(bins, at))).toEqual([
      99, 9, 9, 5, 2, 2, 2,
    ]);
  });

  it('stands on a hundredth between 0 and 1', () => {
    expect([-1, 0.1 + 0.2, 0.576, 7].map(toThreshold)).toEqual([0, 0.3, 0.58, 1]);
  });

  it('leaves a single run in sight beside many', () => {
    const heights = barHeights([1, 0, 1_000_000]);
    expect(heights[0]).toBeGreaterThan(0.04);
    expect(heights.slice(1)).toEqual([0, 1]);
    expect(barHeights([0, 0])).toEqual([0, 0]);
  });
});

it('adds up what a guard did on requests and answers', () => {
  const figure: GuardFigure = {
    guard: 'pii',
    direction: 'input',
    runs: 10,
    hits: 2,
    blocked: 1,
    failed: 0,
    outcomes: {},
    p50Micros: 5,
    p95Micros: 20,
    hitSeries: [0, 2],
  };
  const output: GuardFigure = { ...figure, direction: 'output', failed: 3, p95Micros: 50, hitSeries: [1, 1] };
  const figures = { from: '', to: '', bucketSeconds: 60, guards: [figure, output] };
  expect(guardTotals(figures, 'pii')).toMatchObject({
    runs: 20,
    hits: 4,
    blocked: 2,
    failed: 3,
    p95Micros: 50,
    series: [1, 3],
  });
  expect(guardTotals(figures, 'words')).toMatchObject({ runs: 0, p95Micros: null, series: [] });
});
