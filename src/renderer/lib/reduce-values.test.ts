import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REDUCERS } from '../../shared/dashboard/panel.ts';
import { reduceValues } from './reduce-values.ts';

describe('reduceValues', () => {
  const values = [3, null, 1, NaN, 4, null];

  it.each([
    ['last', null],
    ['lastNotNull', 4],
    ['first', 3],
    ['min', 1],
    ['max', 4],
    ['sum', 8],
    ['count', 3],
    ['range', 3],
  ] as const)('%s is %s', (reducer, result) => {
    expect(reduceValues(values, reducer)).toBe(result);
  });

  it('takes the mean without leaving the range of numbers', () => {
    expect(reduceValues(values, 'mean')).toBeCloseTo(8 / 3);
    expect(reduceValues([1e308, 1e308], 'mean')).toBe(1e308);
  });

  it('goes on from zero where a counter began anew', () => {
    expect(reduceValues([10, 15, 2, 5], 'delta')).toBe(10);
  });

  it('has nothing of nothing', () => {
    expect(
      REDUCERS.map((reducer) => reduceValues([null, NaN], reducer)).filter((one) => one === null),
    ).toHaveLength(REDUCERS.length - 2);
    expect(reduceValues([], 'count')).toBe(0);
  });

  it('is between the extremes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (numbers) => {
        const mean = reduceValues(numbers, 'mean') ?? NaN;
        expect(mean).toBeGreaterThanOrEqual((reduceValues(numbers, 'min') ?? NaN) - 1e-3);
        expect(mean).toBeLessThanOrEqual((reduceValues(numbers, 'max') ?? NaN) + 1e-3);
      }),
      { numRuns: 100 },
    );
  });
});
