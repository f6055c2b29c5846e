import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencySketch, SKETCH_ACCURACY, SketchSum } from './latency-sketch.ts';

const values = fc.array(fc.double({ min: 1, max: 3e13, noNaN: true }), { minLength: 1, maxLength: 200 });

function sketchOf(micros: readonly number[]): LatencySketch {
  const sketch = new LatencySketch();
  for (const value of micros) sketch.add(value);
  return sketch;
}

describe('LatencySketch', () => {
  it('gives quantiles within one per cent', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (micros, q) => {
        const sorted = [...micros].sort((a, b) => a - b);
        const exact = sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
        const estimate = sketchOf(micros).quantile(q) ?? -1;
        expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(exact * (SKETCH_ACCURACY + 1e-9));
      }),
    );
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(values, (micros) => {
        const sketch = sketchOf([0, 0.5, ...micros]);
        const copy = LatencySketch.decode(sketch.encode());
        expect(copy.count).toBe(sketch.count);
        expect(copy.encode()).toEqual(sketch.encode());
      }),
    );
  });

  it('merges to the sketch of all values', () => {
    fc.assert(
      fc.property(values, values, (some, others) => {
        const merged = sketchOf(some);
        merged.merge(sketchOf(others));
        expect(merged.encode()).toEqual(sketchOf([...some, ...others]).encode());
      }),
    );
  });

  it('has the quantiles of a sum of many', () => {
    const q = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, values, q, (some, others, share) => {
        const [sum, part] = [new SketchSum(), new SketchSum()];
        sum.addEncoded(sketchOf(some).encode());
        part.addEncoded(sketchOf(others).encode());
        sum.addSum(part);
        expect(sum.quantile(share)).toBe(sketchOf([...some, ...others]).quantile(share));
      }),
    );
    expect(new SketchSum().quantile(0.5)).toBeNull();
  });

  it('takes values away again', () => {
    fc.assert(
      fc.property(values, values, (kept, removed) => {
        const sketch = sketchOf([...kept, ...removed]);
        for (const value of removed) sketch.add(value, -1);
        expect(sketch.encode()).toEqual(sketchOf(kept).encode());
      }),
    );
  });

  it('has no quantile when it is empty, and zero for what is below a microsecond', () => {
    expect(new LatencySketch().quantile(0.5)).toBeNull();
    expect(sketchOf([0, 0.2]).quantile(1)).toBe(0);
  });

  it('refuses bytes that are cut off', () => {
    const bytes = sketchOf([1000]).encode();
    expect(() => LatencySketch.decode(bytes.subarray(0, bytes.length - 1))).toThrow('cut off');
  });
});
