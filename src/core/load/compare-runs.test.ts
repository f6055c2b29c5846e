import { describe, expect, it } from 'vitest';
import { compareSlices } from './compare-runs.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { mulberry32 } from './seeded-choice.ts';

/** Slices of a run whose calls took `base` ms and up to `spread` more; the same seed, the same run. */
function slices(seed: number, base: number, spread: number): LatencyHistogram[] {
  const random = mulberry32(seed);
  return Array.from({ length: 20 }, () => {
    const slice = new LatencyHistogram();
    for (let call = 0; call < 200; call++) slice.record(base + spread * random() ** 3);
    return slice;
  });
}

const FIGURES = [50, 95];

describe('the comparison of two runs', () => {
  it('sees no difference between runs of the same server', async () => {
    const pairs = Array.from({ length: 3 }, (_, seed) => [
      slices(seed * 2 + 1, 20, 30),
      slices(seed * 2 + 2, 20, 30),
    ]);
    const compared = await Promise.all(
      pairs.map(([left = [], right = []]) => compareSlices(left, right, FIGURES)),
    );
    const verdicts = compared.flat().map(({ verdict }) => verdict);
    // At 95 % some of six differences are called one; far from all.
    expect(verdicts.filter((verdict) => verdict !== 'no_difference').length).toBeLessThanOrEqual(2);
  });

  it('sees a server that became slower, and how much', async () => {
    const [p50, p95] = await compareSlices(slices(1, 20, 30), slices(2, 23, 30), FIGURES);
    expect([p50?.verdict, p95?.verdict]).toEqual(['worse', 'worse']);
    expect(p50?.low).toBeLessThan(3);
    expect(p50?.high).toBeGreaterThan(3);
    expect(p50?.high).toBeLessThan(5);
  });

  it('does not take one bad part of a run for the whole of it', async () => {
    const before = slices(1, 20, 5);
    const after = slices(2, 20, 5);
    for (let call = 0; call < 200; call++) after[7]?.record(400);
    const [, p95] = await compareSlices(before, after, FIGURES);
    expect(p95?.verdict).toBe('no_difference');
  });
});
