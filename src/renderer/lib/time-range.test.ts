import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  fixedRangeSearch,
  lastRangeSearch,
  rangeCovering,
  rangeSearchSchema,
  timeRangeOf,
} from './time-range.ts';

const FROM = '2026-11-21T10:00:00.000Z';
const TO = '2026-11-21T11:00:00.000Z';

describe('the time range in the URL', () => {
  it('is the last quarter of an hour when nothing is said', () => {
    expect(timeRangeOf(rangeSearchSchema.parse({}))).toEqual({ kind: 'last', key: '15m', minutes: 15 });
  });

  it('leaves out what is not valid, since people edit addresses', () => {
    expect(timeRangeOf(rangeSearchSchema.parse({ range: 'eternity', from: 'yesterday', to: 7 }))).toEqual({
      kind: 'last',
      key: '15m',
      minutes: 15,
    });
  });

  it('is fixed with both ends, and remembers what going live returns to', () => {
    expect(timeRangeOf({ range: '6h', from: FROM, to: TO })).toEqual({
      kind: 'fixed',
      key: '6h',
      from: FROM,
      to: TO,
    });
  });

  it('is not fixed with its ends in the wrong order', () => {
    expect(timeRangeOf({ range: undefined, from: TO, to: FROM }).kind).toBe('last');
  });

  it.each([
    [1, '15m'],
    [900_000, '15m'],
    [1_800_000, '1h'],
    [43_200_000, '24h'],
    [2_592_000_000, '7d'],
  ])('of the last %s ms is %s', (ms, key) => expect(rangeCovering(ms)).toBe(key));

  it('does not write the default', () => expect(lastRangeSearch('15m').range).toBeUndefined());

  it('comes back as it was written', () => {
    const search = fixedRangeSearch('24h', new Date(FROM), new Date(TO));
    expect(timeRangeOf(rangeSearchSchema.parse(search))).toEqual({
      kind: 'fixed',
      key: '24h',
      from: FROM,
      to: TO,
    });
  });
});

describe('boundsOf', () => {
  it('ends a live range now', () => {
    const now = Date.parse(TO);
    expect(boundsOf({ kind: 'last', key: '1h', minutes: 60 }, now)).toEqual({ from: FROM, to: TO });
  });
});
