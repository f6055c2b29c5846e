import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, NOON, resourceOf, spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore } from '../testing/temporary-store.ts';
import { rollupSlices } from './rollup-slices.ts';
import { readTraceCounts } from './trace-counts.ts';

const range = fc
  .record({ from: fc.nat({ max: 5000 }), minutes: fc.integer({ min: 1, max: 20_000 }) })
  .map(({ from, minutes }) => ({ from, to: from + minutes }));

describe('slices of a range', () => {
  it('cover every minute once, with hours inside and minutes at the edges', () => {
    fc.assert(
      fc.property(range, fc.constantFrom(1, 60, 120), (wanted, stepMinutes) => {
        let at = wanted.from;
        for (const slice of rollupSlices(wanted, { stepMinutes })) {
          expect(slice.from).toBe(at);
          if (slice.grain === 60) expect([slice.from % 60, slice.to % 60]).toEqual([0, 0]);
          at = slice.to;
        }
        expect(at).toBe(wanted.to);
        if (stepMinutes === 1) expect(rollupSlices(wanted, { stepMinutes })).toHaveLength(1);
      }),
    );
  });

  it('are widened to whole hours where no minutes are kept', () => {
    const widened = rollupSlices({ from: 30, to: 1010 }, { stepMinutes: 1, minutesFrom: 600 });
    expect(widened).toEqual([
      { grain: 60, from: 0, to: 600 },
      { grain: 1, from: 600, to: 1010 },
    ]);
    expect(rollupSlices({ from: 30, to: 90 }, { stepMinutes: 1, minutesFrom: 600 })).toEqual([
      { grain: 60, from: 0, to: 120 },
    ]);
  });
});

describe('counts of traces', () => {
  it('count each trace where it started, as the spans that came later say', () => {
    const store = temporaryStore();
    const span = (trace: number, minute: number, statusCode = 0, service = 'shop') =>
      storedSpan({
        span: {
          traceId: traceIdOf(trace),
          spanId: spanIdOf(minute + 1),
          startUnixNano: NOON + BigInt(minute) * MINUTE,
          statusCode,
          resource: resourceOf(service),
        },
      });
    store.writer.write([span(1, 5), span(2, 70), span(3, 70, 2, 'cron'), span(4, 700)]);
    store.writer.write([span(1, 3, 2)]);
    const counts = (firstMinute: number, stepMinutes: number, count: number, service?: string) =>
      readTraceCounts(store.db, {
        firstMinute: Number(NOON / MINUTE) + firstMinute,
        stepMinutes,
        count,
        service,
      });
    expect(counts(0, 1, 6)).toEqual({ traces: [0, 0, 0, 1, 0, 0], withError: [0, 0, 0, 1, 0, 0] });
    expect(counts(0, 60, 12)).toMatchObject({ traces: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] });
    expect(counts(0, 60, 12, 'cron')).toMatchObject({ withError: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
    expect(counts(4, 60, 12)).toMatchObject({ traces: [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] });
    store.close();
  });
});
