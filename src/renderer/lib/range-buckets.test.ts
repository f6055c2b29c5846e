import { describe, expect, it } from 'vitest';
import { rangeBuckets } from './range-buckets.ts';

describe('rangeBuckets', () => {
  it('has one for every minute that a short range touches', () => {
    expect(rangeBuckets({ kind: 'last', key: '15m', minutes: 15 })).toBe(16);
    expect(rangeBuckets({ kind: 'last', key: '1h', minutes: 60 })).toBe(61);
  });

  it('stays readable however long the range is', () => {
    expect(rangeBuckets({ kind: 'last', key: '7d', minutes: 10_080 })).toBe(61);
  });

  it('has at least one for a brushed moment', () => {
    const from = '2026-11-21T10:00:10.000Z';
    const to = '2026-11-21T10:00:40.000Z';
    expect(rangeBuckets({ kind: 'fixed', key: '15m', from, to })).toBe(2);
  });
});
