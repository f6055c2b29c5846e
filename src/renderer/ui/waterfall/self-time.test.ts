import { describe, expect, it } from 'vitest';
import { selfTimes } from './self-time.ts';

const selfOf = (spans: [parent: number, start: number, duration: number][]) => [
  ...selfTimes(
    Int32Array.from(spans, ([parent]) => parent),
    Float64Array.from(spans, ([, start]) => start),
    Float64Array.from(spans, ([, , duration]) => duration),
  ),
];

describe('selfTimes', () => {
  it('takes off the time in which any child ran, once', () => {
    expect(
      selfOf([
        [-1, 0, 100],
        [0, 10, 20],
        [0, 20, 30],
        [0, 25, 5],
        [0, 70, 10],
      ]),
    ).toEqual([50, 20, 30, 5, 10]);
  });

  it('counts children only within their parent', () => {
    expect(
      selfOf([
        [-1, 0, 100],
        [0, 90, 500],
        [0, 200, 10],
        [4, 300, 5],
        [-1, 310, 10],
      ]),
    ).toEqual([90, 500, 10, 5, 10]);
  });
});
