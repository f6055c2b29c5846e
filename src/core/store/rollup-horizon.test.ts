import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { TELEMETRY_MIGRATIONS } from './migrations/telemetry-migrations.ts';
import { MINUTE, modelCall, NOON, spanIdOf, traceIdOf } from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

const DAY = 1440;
const FIRST = Number(NOON / MINUTE);
/** Minutes after the first, over three weeks. */
const CALLS = [
  0,
  1,
  59,
  60,
  61,
  600,
  3 * DAY,
  3 * DAY + 30,
  9 * DAY + 7,
  12 * DAY,
  20 * DAY - 1,
  20 * DAY,
  21 * DAY,
];

describe('rollups over long times', () => {
  let store: TemporaryStore;
  beforeEach(() => {
    store = temporaryStore();
    store.writer.write(
      CALLS.map((minute, index) =>
        modelCall({
          span: {
            traceId: traceIdOf(index + 1),
            spanId: spanIdOf(1),
            startUnixNano: NOON + BigInt(minute) * MINUTE,
            attributes: { 'signalbox.user': 'ana' },
          },
          costNanos: 1n,
        }),
      ).map((call) => ({ ...call, isExchange: true })),
    );
  });
  afterEach(() => store.close());

  const iso = (minute: number): string => new Date((FIRST + minute) * 60_000).toISOString();
  const callsWithin = (from: number, to: number): number =>
    CALLS.filter((minute) => minute >= from && minute < to).length;
  const read = (from: number, to: number, buckets: number) => {
    const range = { from: iso(from), to: iso(to), buckets };
    return {
      overview: store.reader.overview(range),
      models: store.reader.costs({ ...range, by: 'model' }),
      users: store.reader.costs({ ...range, by: 'user' }),
    };
  };
  const rows = (grain: number): unknown =>
    store.db.prepare('SELECT count(*) FROM call_rollups WHERE grain = ?').pluck().get(grain);
  const expire = (now: number, oldestKept: number): void => {
    while (store.writer.expireRollups(FIRST + now, FIRST + oldestKept));
  };

  it('are exact to the minute, whether hours or minutes are read', () => {
    const someMinute = fc.integer({ min: -10, max: 22 * DAY });
    fc.assert(
      fc.property(
        someMinute,
        fc.integer({ min: 1, max: 21 * DAY }),
        fc.constantFrom(1, 7, 60),
        (from, long, buckets) => {
          const to = from + long;
          const { overview, models, users } = read(from, to, buckets);
          const expected = callsWithin(from, to);
          const before = callsWithin(from - long, from).toString();
          expect(overview.calls.total).toBe(expected);
          expect(overview.calls.series.reduce<number>((sum, calls) => sum + (calls ?? 0), 0)).toBe(expected);
          expect(overview.calls.series.length).toBeLessThanOrEqual(buckets);
          for (const {
            total,
            rows: [row],
          } of [models, users]) {
            expect(total).toMatchObject({
              calls: expected,
              nanos: expected.toString(),
              previousNanos: before,
            });
            const shown = row?.seriesNanos.reduce((sum, nanos) => sum + nanos, 0) ?? 0;
            expect(shown).toBe(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lose their minutes after eight days, and then answer by the hour', () => {
    expire(21 * DAY, -DAY);
    expect([rows(1), rows(60)]).toEqual([3, 9]);
    expect(read(0, 21 * DAY + 1, 60).overview.calls.total).toBe(CALLS.length);
    expect(read(1, 2, 1).overview.calls.total).toBe(3);
    store.writer.write([modelCall({ span: { traceId: traceIdOf(99) } })]);
    expect([rows(1), rows(60)]).toEqual([3, 9]);
    expect(read(1, 2, 1).overview.calls.total).toBe(4);
  });

  it('go when they are older than anything is kept, and when they are ahead of every clock', () => {
    expire(13 * DAY, 12 * DAY);
    expect(read(0, 22 * DAY, 22).overview.calls.total).toBe(1);
    expect([rows(1), rows(60)]).toEqual([1, 1]);
  });

  it('keep their sums when the schema goes back and forward again', () => {
    const before = read(0, 21 * DAY + 1, 21);
    migrate(store.db, TELEMETRY_MIGRATIONS, 8);
    migrate(store.db, TELEMETRY_MIGRATIONS, TELEMETRY_MIGRATIONS.length);
    expect(read(0, 21 * DAY + 1, 21)).toEqual(before);
  });
});
