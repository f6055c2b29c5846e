import { describe, expect, it } from 'vitest';
import { drawnValues, extentOf } from './stack-values.ts';

describe('drawnValues', () => {
  it('makes gaps of what is no number', () => {
    expect(drawnValues([{ name: 'a', values: [1, NaN, Infinity, null] }], 5)).toEqual([
      [1, null, null, null, null],
    ]);
  });

  it('fills the gaps of a stack where others have values', () => {
    const stack = 'normal' as const;
    const series = [
      { name: 'a', values: [1, null, null], stack },
      { name: 'b', values: [2, 3, null], stack },
    ];
    expect(drawnValues(series, 3)).toEqual([
      [1, 0, null],
      [2, 3, null],
    ]);
  });

  it('divides into shares', () => {
    const stack = 'percent' as const;
    const series = [
      { name: 'a', values: [1, 0], stack },
      { name: 'b', values: [3, 0], stack },
    ];
    expect(drawnValues(series, 2)).toEqual([
      [25, 0],
      [75, 0],
    ]);
  });
});

describe('extentOf', () => {
  it('sums what is stacked', () => {
    expect(
      extentOf([
        { values: [1, 2], stacked: true },
        { values: [3, null], stacked: true },
      ]),
    ).toEqual({
      low: 1,
      high: 4,
    });
  });

  it('is nothing without values', () => {
    expect(extentOf([{ values: [null], stacked: false }])).toBeNull();
  });
});
