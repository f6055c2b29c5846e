import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimated, isolatedPoints, type Point } from './decimate.ts';

const steps = (count: number) => Array.from({ length: count }, (_, index) => index * 1_000);

describe('decimated', () => {
  it('leaves few points alone', () => {
    expect(decimated([0, 1, 2], [1, null, 3], 100)).toEqual([
      [0, 1],
      [1, null],
      [2, 3],
    ]);
  });

  it('has nothing of nothing', () => {
    expect(decimated([], [], 0)).toEqual([]);
  });

  it('keeps a single spike and a gap', () => {
    const values: (number | null)[] = steps(10_000).map(() => 0);
    values[4_321] = 99;
    values.fill(null, 6_000, 6_500);
    const points = decimated(steps(10_000), values, 100);
    expect(points.length).toBeLessThanOrEqual(200);
    expect(points).toContainEqual([4_321_000, 99]);
    expect(points.some(([, value]) => value === null)).toBe(true);
  });

  it('never loses an extreme, never invents a point, and has at most two a pixel', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 400 }), fc.integer({ min: 1, max: 60 }), (values, pixels) => {
        const times = steps(values.length);
        const points = decimated(times, values, pixels);
        const numbers = values.filter((one) => one !== null);
        const kept = points.map(([, one]) => one).filter((one) => one !== null);
        expect(Math.max(...kept)).toBe(Math.max(...numbers));
        expect(Math.min(...kept)).toBe(Math.min(...numbers));
        expect(points.length).toBeLessThanOrEqual(Math.max(values.length > 2 ? 2 * pixels + 2 : 2, 2));
        for (const [index, [time, one]] of points.entries()) {
          expect(values[time / 1_000]).toBe(one);
          if (index > 0) expect(time).toBeGreaterThan(points[index - 1]?.[0] ?? Infinity);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('isolatedPoints', () => {
  it('finds what stands between two gaps', () => {
    const points: Point[] = [
      [0, 1],
      [1, null],
      [2, 2],
      [3, null],
      [4, 3],
      [5, 4],
    ];
    expect(isolatedPoints(points)).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });
});
