import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../store/span-record.ts';
import { keyOf, KnownPoints } from './known-points.ts';

const text = fc.constantFrom('', 'a', 'b', 'a.b', 'a_b', '1', 'true', 'x'.repeat(2_000));
const value = fc.oneof(text, fc.constantFrom(1, 0, -0, NaN, true, false, null), fc.array(text));
const attributes: fc.Arbitrary<Attributes> = fc.dictionary(text, value, { maxKeys: 4 });
const group = new Map([['job', 'shop']]);

function seriesOf(known: KnownPoints, name: string, of: Attributes) {
  return known.metric(name, group, keyOf('', group))(of);
}

describe('points that are known', () => {
  it('become the series that new ones become, in whatever order their attributes are', () => {
    const known = new KnownPoints(500);
    fc.assert(
      fc.property(fc.array(attributes, { maxLength: 20 }), fc.constantFrom('m', 'n'), (all, name) => {
        known.beginBatch();
        for (const one of [...all, ...all]) {
          const series = seriesOf(known, name, one);
          const fresh = seriesOf(new KnownPoints(), name, one);
          expect(series.own.labels).toEqual(fresh.own.labels);
          expect(series.key).toBe(fresh.key);
          const turned = Object.fromEntries(Object.entries(one).reverse());
          expect(seriesOf(known, name, turned)).toBe(series);
        }
      }),
    );
  });

  it('are forgotten beyond a bound, at the next batch', () => {
    const known = new KnownPoints(100);
    known.beginBatch();
    const first = seriesOf(known, 'm', { n: 0 });
    for (let n = 0; n < 200; n += 1) expect(seriesOf(known, 'm', { n }).own.labels.n).toBe(String(n));
    expect(seriesOf(known, 'm', { n: 0 })).toBe(first);
    expect(known.held).toBeGreaterThan(100);
    known.beginBatch();
    expect(known.held).toBe(0);
    expect(seriesOf(known, 'm', { n: 0 }).own.labels).toEqual(first.own.labels);
  });

  it('weigh what they hold', () => {
    const known = new KnownPoints();
    seriesOf(known, 'm', { long: 'y'.repeat(1_000_000) });
    // The label is cut.
    expect(known.held).toBeLessThan(30);
  });
});
