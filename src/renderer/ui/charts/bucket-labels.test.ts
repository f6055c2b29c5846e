import { describe, expect, it } from 'vitest';
import { formatTick } from '../../lib/format-time.ts';
import { bucketLabels } from './bucket-labels.ts';

const MINUTE = 60_000;

describe('bucketLabels', () => {
  it('labels the buckets into which round times fall', () => {
    const start = Date.parse('2026-11-21T10:37:20Z');
    const labels = bucketLabels(start, MINUTE, 60);
    const shown = labels.flatMap((label, bucket) => (label === '' ? [] : [[bucket, label]]));
    expect(shown).toEqual(
      [2, 12, 22, 32, 42, 52].map((bucket, index) => [
        bucket,
        formatTick(Date.parse('2026-11-21T10:40:00Z') + index * 10 * MINUTE, 60 * MINUTE),
      ]),
    );
  });

  it.each([
    [15_000, 60],
    [MINUTE, 60],
    [24 * MINUTE, 60],
    [168 * MINUTE, 60],
  ])('has few labels with buckets of %s ms', (bucketMs, count) => {
    const labels = bucketLabels(Date.parse('2026-11-21T10:37:20Z'), bucketMs, count);
    const shown = labels.filter((label) => label !== '');
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown.length).toBeLessThanOrEqual(9);
  });
});
