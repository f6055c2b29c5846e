import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExponentialPoint } from '../../telemetry/otlp/index.ts';
import { addExponential, classicBuckets, coarsen } from './exponential-buckets.ts';

/** An exponential histogram of these values, counted one by one as the data model says. */
function histogramOf(values: readonly number[], scale: number): ExponentialPoint {
  const indexes = (of: readonly number[]) => of.map((value) => Math.ceil(Math.log2(value) * 2 ** scale) - 1);
  const buckets = (of: readonly number[]) => {
    const all = indexes(of);
    const offset = all.length === 0 ? 0 : Math.min(...all);
    const bucketCounts = new Array<number>(all.length === 0 ? 0 : Math.max(...all) - offset + 1).fill(0);
    for (const index of all) bucketCounts[index - offset] = (bucketCounts[index - offset] ?? 0) + 1;
    return { offset, bucketCounts };
  };
  return {
    attributes: {},
    startUnixNano: 0n,
    timeUnixNano: 1n,
    flags: 0,
    exemplars: [],
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    scale,
    zeroThreshold: 0,
    zeroCount: values.filter((value) => value === 0).length,
    positive: buckets(values.filter((value) => value > 0)),
    negative: buckets(values.filter((value) => value < 0).map(Math.abs)),
  };
}

/** Not at a boundary, where a logarithm may fall to either side. */
const value = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 999 }), fc.boolean())
  .map(([exponent, part, isBelow]) => (isBelow ? -1 : 1) * 2 ** (exponent + (part + 0.5) / 1000))
  .chain((made) => fc.constantFrom(made, 0, made));
const values = fc.array(value, { maxLength: 40 });
const scale = fc.integer({ min: -2, max: 6 });

function expectCounts(point: ExponentialPoint, of: readonly number[]): void {
  const { bounds, counts } = classicBuckets(point);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(of.length);
  let below = 0;
  for (const [i, bound] of bounds.entries()) {
    below += counts[i] ?? 0;
    expect([bound, below]).toEqual([bound, of.filter((each) => each <= bound).length]);
  }
  expect(bounds.length).toBeLessThanOrEqual(104);
}

it('each bucket counts the values up to its bound, however coarse it was made', () => {
  fc.assert(
    fc.property(values, scale, scale, (of, at, finest) => {
      expectCounts(coarsen(histogramOf(of, at), finest), of);
    }),
    { numRuns: 200 },
  );
});

it('deltas at any scales add up to the histogram of all their values', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(values, scale), { minLength: 1, maxLength: 5 }), (deltas) => {
      const [first, ...others] = deltas.map(([of, at]) => coarsen(histogramOf(of, at)));
      if (first === undefined) return;
      const sum = others.reduce(addExponential, first);
      expectCounts(
        sum,
        deltas.flatMap(([of]) => of),
      );
    }),
    { numRuns: 100 },
  );
});
