import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSchema } from '../../../../../shared/dashboard/index.ts';
import { bucketBars, bucketRows, valueBars } from './bucket-cells.ts';

const bucket = (le: string | null, values: (number | null)[]) => ({
  ref: 'A',
  name: le ?? '',
  labels: le === null ? {} : { le },
  values,
  field: fieldSchema.parse({}),
  colour: 'red',
});

describe('bucketRows', () => {
  it('takes from each bucket what is in those below', () => {
    const series = [
      bucket('+Inf', [5, 9]),
      bucket('0.1', [1, null]),
      bucket('1', [3, 4]),
      bucket(null, [7, 7]),
    ];
    expect(bucketRows(series, 2)).toEqual([
      { upper: 0.1, values: [1, null] },
      { upper: 1, values: [2, 4] },
      { upper: Infinity, values: [2, 5] },
    ]);
  });

  it('sums series of one bound and never counts below nothing', () => {
    const series = [bucket('1', [5]), bucket('1', [2]), bucket('2', [6]), bucket('x', [1])];
    expect(bucketRows(series, 1)).toEqual([
      { upper: 1, values: [7] },
      { upper: 2, values: [0] },
    ]);
  });

  it('gives the bars of the last time', () => {
    expect(
      bucketBars(bucketRows([bucket('1', [5, null]), bucket('2', [6, 8]), bucket('+Inf', [6, 8])], 2)),
    ).toEqual([
      { from: 0, to: 1, count: 5 },
      { from: 1, to: 2, count: 8 },
    ]);
  });
});

describe('valueBars', () => {
  it('counts', () => {
    expect(valueBars([0, 1, 9, 10, NaN], 2)).toEqual([
      { from: 0, to: 5, count: 2 },
      { from: 5, to: 10, count: 2 },
    ]);
    expect(valueBars([], 5)).toEqual([]);
    expect(valueBars([4, 4], 5)).toEqual([{ from: 4, to: 4, count: 2 }]);
  });

  it('counts every value once', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 50 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 200 }), (numbers, most) => {
        const bars = valueBars(numbers, most);
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
        expect(bars.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
  });
});
