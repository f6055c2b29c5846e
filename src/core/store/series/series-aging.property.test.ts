import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesStore } from './series-store.ts';
import { batchOf } from './testing/sample-batches.ts';
import { NOON_MS, settle, temporarySeriesStore } from './testing/temporary-series-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SERIES = 3;

/** Samples of some of the series after a wait; then nothing, one slice of work, all of it, or a restart. */
const steps = fc.array(
  fc.record({
    waitMinutes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 3000 })),
    values: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: SERIES, maxLength: SERIES }),
    missing: fc.nat(SERIES),
    then: fc.constantFrom('nothing', 'slice', 'settle', 'reopen'),
  }),
  { minLength: 10, maxLength: 60 },
);

/** How many samples a series has had, and the largest: of steps by their aggregates, of the rest by themselves. */
function sumsOf(store: SeriesStore, index: number) {
  const read = (aggregate: 'count' | 'max' | 'last') =>
    store.source().select({
      matchers: [{ name: 'series', operator: '=', value: String(index) }],
      fromMs: 0,
      toMs: 8e15,
      aggregate,
    })[0];
  const counts = read('count');
  const downsampled = counts?.downsampled ?? 0;
  return {
    count: Array.from(counts?.values ?? []).reduce(
      (sum, value, at) => sum + (at < downsampled ? value : 1),
      0,
    ),
    max: Math.max(-Infinity, ...(read('max')?.values ?? [])),
    last: read('last')?.values.at(-1),
    isOrdered: Array.from(read('last')?.times ?? []).every(
      (time, at, all) => at === 0 || time > (all[at - 1] ?? 0),
    ),
  };
}

describe('SeriesAging', () => {
  it('loses no sample on its way to coarser steps, whatever happens meanwhile', () => {
    fc.assert(
      fc.property(steps, (done) => {
        let now = NOON_MS;
        const temporary = temporarySeriesStore({
          rawMs: DAY,
          fiveMinuteMs: 12 * DAY,
          writeAheadBytes: 200,
          now: () => now,
        });
        const taken: number[][] = Array.from({ length: SERIES }, () => []);
        for (const { waitMinutes, values, missing, then } of done) {
          now += waitMinutes * MINUTE;
          const present = values
            .map((value, index) => ({ value, index }))
            .filter(({ index }) => index !== missing);
          temporary.store.append([
            batchOf(
              present.map(({ value, index }) => ({
                labels: { __name__: 'temperature', series: String(index) },
                time: now,
                value,
              })),
            ),
          ]);
          for (const { value, index } of present) taken[index]?.push(value);
          if (then === 'slice') temporary.store.slice();
          if (then === 'settle') settle(temporary.store);
          if (then === 'reopen') temporary.reopen();
        }
        settle(temporary.store);
        taken.forEach((values, index) => {
          expect(sumsOf(temporary.store, index)).toEqual({
            count: values.length,
            max: Math.max(-Infinity, ...values),
            last: values.at(-1),
            isOrdered: true,
          });
        });
        temporary.close();
      }),
      { numRuns: 20 },
    );
  });
});
