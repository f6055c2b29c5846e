import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markStale, isStale, type Aggregate } from './series-source.ts';
import type { SeriesStore } from './series-store.ts';
import { batchOf } from './testing/sample-batches.ts';
import { NOON_MS, settle, temporarySeriesStore } from './testing/temporary-series-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVERYTHING = { matchers: [], fromMs: 0, toMs: 8e15 };

function read(store: SeriesStore, aggregate: Aggregate = 'last') {
  const [series] = store.source().select({ ...EVERYTHING, aggregate });
  return series ?? { times: new Float64Array(0), values: new Float64Array(0), downsampled: 0 };
}

/** The sum of all increases, where a fall is a reset to zero: what `increase` extrapolates from. */
function increaseOf({ values }: { values: Float64Array }): number {
  return values.reduce((sum, value, at) => {
    if (at === 0) return sum;
    const before = values[at - 1] ?? 0;
    return sum + (value < before ? value : value - before);
  }, 0);
}

/** A store whose clock the test sets, with two days of samples of one series each quarter minute or so. */
function aged(values: readonly number[], { name = 'calls_total', everyMs = MINUTE } = {}) {
  let now = NOON_MS + values.length * everyMs;
  const temporary = temporarySeriesStore({
    rawMs: DAY,
    fiveMinuteMs: 20 * DAY,
    retentionMs: 60 * DAY,
    now: () => now,
  });
  const samples = values.map((value, at) => ({
    labels: { __name__: name },
    time: NOON_MS + at * everyMs,
    value,
  }));
  temporary.store.append([batchOf(samples)]);
  return {
    ...temporary,
    temporary,
    get store() {
      return temporary.store;
    },
    wait: (ms: number) => {
      now += ms;
      settle(temporary.store);
    },
  };
}

describe('SeriesAging', () => {
  it('keeps the increase of a counter with resets, at each level', () => {
    const growth = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(50) }, fc.constant(-1)), {
      minLength: 20,
      maxLength: 400,
    });
    fc.assert(
      fc.property(growth, (steps) => {
        let value = 0;
        const values = steps.map((step) => (value = step < 0 ? 0 : value + step));
        const store = aged(values, { everyMs: 2 * MINUTE });
        const before = increaseOf(read(store.store));
        store.wait(3 * DAY);
        expect(increaseOf(read(store.store))).toBe(before);
        store.wait(35 * DAY);
        expect(increaseOf(read(store.store))).toBe(before);
        expect(read(store.store).values.at(-1)).toBe(values.at(-1));
        store.close();
      }),
      { numRuns: 15 },
    );
  });

  it('has what min, max, sum and count were, first in five minutes, then in hours', () => {
    const values = Array.from({ length: 600 }, (_, at) => Math.sin(at) * 100);
    const store = aged(values, { name: 'temperature' });
    expect(read(store.store, 'sum')).toMatchObject({ downsampled: 0, times: { length: 600 } });
    const check = (steps: number) => {
      expect(read(store.store).times).toHaveLength(steps);
      const { values: counts, downsampled } = read(store.store, 'count');
      expect(downsampled).toBe(steps);
      expect(counts.reduce((a, b) => a + b)).toBe(600);
      expect(Math.min(...read(store.store, 'min').values)).toBe(Math.min(...values));
      expect(Math.max(...read(store.store, 'max').values)).toBe(Math.max(...values));
      expect(read(store.store, 'sum').values.reduce((a, b) => a + b)).toBeCloseTo(
        values.reduce((a, b) => a + b),
        6,
      );
    };
    store.wait(3 * DAY);
    check(120);
    store.wait(35 * DAY);
    check(10);
    store.temporary.reopen();
    check(10);
    store.close();
  });

  it('keeps the end of a series, and the sample before it', () => {
    const store = aged([1, 2, 3], { name: 'up' });
    const end = batchOf([{ labels: { __name__: 'up' }, time: NOON_MS + 3 * MINUTE, value: 0 }]);
    markStale(end.values, 0);
    store.store.append([end]);
    store.wait(3 * DAY);
    const { times, values } = read(store.store);
    expect([...times]).toEqual([NOON_MS + 2 * MINUTE, NOON_MS + 3 * MINUTE]);
    expect([values[0], isStale(values, 1)]).toEqual([3, true]);
    expect(read(store.store, 'count').values).toEqual(Float64Array.of(3));
    store.close();
  });

  it('takes no sample that is older than what was downsampled, and joins later ones', () => {
    const store = aged([1, 2, 3]);
    store.wait(3 * DAY);
    const late = (time: number, value: number) =>
      batchOf([{ labels: { __name__: 'calls_total' }, time, value }]);
    expect(store.store.append([late(NOON_MS, 1)])).toMatchObject([{ rejected: 1 }]);
    expect(store.store.append([late(NOON_MS + HOUR, 7)])).toMatchObject([{ accepted: 1 }]);
    expect([...read(store.store).values]).toEqual([1, 3, 7]);
    store.wait(HOUR);
    store.temporary.reopen();
    settle(store.store);
    expect([...read(store.store).values]).toEqual([1, 3, 7]);
    store.close();
  });

  it('deletes what is too old, and forgets series without samples', () => {
    const store = aged([1, 2, 3]);
    store.wait(100 * DAY);
    expect(store.store.source().select(EVERYTHING)).toEqual([]);
    expect(store.store.source().labelNames()).toEqual([]);
    expect(store.store.figures()).toMatchObject({ series: 0, oldestMs: null });
    store.close();
  });
});
