import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from './latency-histogram.ts';

const values = fc.array(fc.double({ min: 0.001, max: 60_000, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

function histogramOf(of: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const value of of) histogram.record(value);
  return histogram;
}

/** Nearest rank, of what was really recorded. */
function exact(of: readonly number[], percentile: number): number {
  const sorted = of.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? 0;
}

describe('a histogram of latencies', () => {
  it('knows each percentile to three digits', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(50, 90, 95, 99, 99.9), (of, percentile) => {
        const found = histogramOf(of).at(percentile);
        const meant = exact(of, percentile);
        expect(Math.abs(found - meant)).toBeLessThanOrEqual(meant * 0.001 + 0.001);
      }),
      { numRuns: 100 },
    );
  });

  it('loses nothing when two are merged, in any order', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const merged = histogramOf(left);
        merged.merge(histogramOf(right));
        const reversed = histogramOf(right);
        reversed.merge(histogramOf(left));
        const together = histogramOf([...left, ...right]);
        expect([...merged.entries()]).toEqual([...together.entries()]);
        expect([...reversed.entries()]).toEqual([...together.entries()]);
        expect(merged.count).toBe(left.length + right.length);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same after it was stored', () => {
    fc.assert(
      fc.property(values, (of) => {
        const histogram = histogramOf(of);
        const stored = LatencyHistogram.decode(histogram.encode());
        expect([...stored.entries()]).toEqual([...histogram.entries()]);
        expect(stored.mean).toBeGreaterThan(histogram.mean * 0.998 - 0.001);
        expect(stored.mean).toBeLessThan(histogram.mean * 1.002 + 0.001);
      }),
      { numRuns: 50 },
    );
  });

  it('has every call in its buckets and a curve that only rises', () => {
    fc.assert(
      fc.property(values, (of) => {
        const { buckets, curve, count, max } = histogramOf(of).distribution();
        expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(count);
        expect(
          curve.every(({ value }, index) => index === 0 || value >= (curve[index - 1]?.value ?? 0)),
        ).toBe(true);
        expect(curve.at(-1)).toEqual({ percentile: 100, value: max });
      }),
      { numRuns: 50 },
    );
  });

  it('is empty without a call', () => {
    const { count, curve, buckets, mean } = new LatencyHistogram().distribution();
    expect({ count, curve, buckets, mean }).toEqual({ count: 0, curve: [], buckets: [], mean: 0 });
  });
});
