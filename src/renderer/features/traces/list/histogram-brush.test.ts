import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushedBuckets, highestStack, rangeOfBuckets, movedCursor, totalOf } from './histogram-brush.ts';

const histogram = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T01:00:00.000Z', bucketSeconds: 60 };

describe('histogram brush', () => {
  it('covers whole buckets in either direction', () => {
    expect(brushedBuckets(105, 195, 600, 60)).toEqual({ first: 10, last: 19 });
    expect(brushedBuckets(195, 105, 600, 60)).toEqual({ first: 10, last: 19 });
    expect(rangeOfBuckets(histogram, 10, 19)).toEqual({
      from: '2026-01-01T00:10:00.000Z',
      to: '2026-01-01T00:20:00.000Z',
    });
  });

  it('stays inside, also when the drag leaves the drawing', () => {
    expect(brushedBuckets(-50, 9999, 600, 60)).toEqual({ first: 0, last: 59 });
    expect(rangeOfBuckets({ ...histogram, bucketSeconds: 70 }, 0, 59).to).toBe(histogram.to);
    expect(brushedBuckets(1, 2, 0, 60)).toBeNull();
  });

  it('always contains the point of the drag', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 599.9, noNaN: true }), (x) => {
        const buckets = brushedBuckets(x, x, 600, 60);
        const range = rangeOfBuckets(histogram, buckets?.first ?? -1, buckets?.last ?? -1);
        const at = Date.parse(histogram.from) + (x / 600) * 3_600_000;
        expect(Date.parse(range.from)).toBeLessThanOrEqual(at);
        expect(Date.parse(range.to)).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  it('scales by the highest stack', () => {
    expect(highestStack({ ok: [1, 5, 2], error: [0, 1, 7] })).toBe(9);
    expect(highestStack({ ok: [], error: [] })).toBe(1);
  });
});

describe('the brush of the keyboard', () => {
  it('moves, takes more with Shift, and stays inside', () => {
    const at = (place: number) => ({ anchor: place, at: place });
    expect(movedCursor(at(5), 'ArrowLeft', false, 60)).toEqual(at(4));
    expect(movedCursor(at(5), 'ArrowRight', true, 60)).toEqual({ anchor: 5, at: 6 });
    expect(movedCursor(at(55), 'PageDown', true, 60)).toEqual({ anchor: 55, at: 59 });
    expect(movedCursor(at(5), 'Home', false, 60)).toEqual(at(0));
    expect(movedCursor(at(5), 'x', false, 60)).toBeNull();
    expect(totalOf({ ok: [1, 2], error: [0, 4] })).toBe(7);
    expect(totalOf(undefined)).toBeUndefined();
  });
});
