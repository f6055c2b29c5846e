import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isStale, markStale } from './series-source.ts';
import { SeriesStore, type SeriesStoreOptions } from './series-store.ts';
import { batchOf, type TestSample } from './testing/sample-batches.ts';
import {
  NOON_MS,
  settle,
  temporarySeriesStore,
  type TemporarySeriesStore,
} from './testing/temporary-series-store.ts';

const EVERYTHING = { matchers: [], fromMs: 0, toMs: 8e15 };
const DAY_MS = 86_400_000;

let temporary: TemporarySeriesStore | null = null;
afterEach(() => {
  temporary?.close();
  temporary = null;
});

function open(options: Partial<SeriesStoreOptions> = {}): SeriesStore {
  temporary = temporarySeriesStore(options);
  return temporary.store;
}

function sample(name: string, labels: Record<string, string> = {}, time = NOON_MS, value = 1): TestSample {
  return { labels: { __name__: name, ...labels }, time, value };
}

const numbered = (count: number, name = 'up') =>
  Array.from({ length: count }, (_, index) => sample(name, { instance: String(index) }));

describe('SeriesStore', () => {
  it('keeps NaN with its payload, stale markers and signed zeros, in memory and in chunks', () => {
    const store = open();
    const batch = batchOf(Array.from({ length: 4 }, (_, at) => sample('up', {}, NOON_MS + at, -0)));
    const bits = new Uint32Array(batch.values.buffer);
    bits.set([0xdeadbeef, 0x7ff80000], 2);
    markStale(batch.values, 2);
    store.append([batch]);
    for (const opened of [store, temporary?.reopen() ?? store]) {
      const [series] = opened.source().select(EVERYTHING);
      const values = series?.values ?? new Float64Array(0);
      expect([...new Uint32Array(values.buffer)]).toEqual([...bits]);
      expect(isStale(values, 2)).toBe(true);
    }
  });

  it('refuses series beyond the limit of a metric and of all, and names the metric', () => {
    const store = open({ maxSeries: 12, maxSeriesPerMetric: 10 });
    const [first] = store.append([batchOf(numbered(11))]);
    expect(first).toEqual({
      accepted: 10,
      rejected: 1,
      message: '1 sample was not taken: the metric up has 10 series, and one metric may have 10.',
    });
    const [second] = store.append([batchOf(numbered(5, 'down'))]);
    expect(second).toMatchObject({ accepted: 2, rejected: 3 });
    expect(second?.message).toContain('no new series of down');
    expect(store.append([batchOf([sample('up', { instance: '3' }, NOON_MS + 1)])])).toMatchObject([
      { accepted: 1 },
    ]);
    expect(store.figures()).toMatchObject({
      series: 12,
      seriesLimit: 12,
      seriesRefused: 4,
      samplesRejected: 4,
    });
  });

  it('makes room when series have ended', () => {
    let now = NOON_MS;
    const store = open({ maxSeriesPerMetric: 10, now: () => now });
    store.append([batchOf(numbered(10))]);
    now += 3 * 3_600_000;
    settle(store);
    expect(store.figures().series).toBe(0);
    const [result] = store.append([batchOf([sample('up', { instance: 'new' }, now)])]);
    expect(result).toMatchObject({ accepted: 1 });
    expect(store.source().select(EVERYTHING)).toHaveLength(11);
  });

  it.each([
    [
      'a label too many',
      sample('up', Object.fromEntries(Array.from({ length: 64 }, (_, at) => [`l${at}`, 'x']))),
    ],
    ['a value that is too long', sample('up', { path: 'x'.repeat(5000) })],
    ['a name that is none', sample('up', { 'not a name': 'x' })],
    ['no name of a metric', sample('')],
    ['text that is no text', sample('up', { half: '\ud800' })],
    ['a time that is none', sample('up', {}, NaN)],
    ['a time that no date has', sample('up', {}, 9e15)],
    ['a time far ahead of the clock', sample('up', {}, NOON_MS + 10 * DAY_MS)],
  ])('does not take %s, and says why', (_name, wrong) => {
    const store = open();
    const [result] = store.append([batchOf([wrong, sample('right')])]);
    expect(result).toMatchObject({ accepted: 1, rejected: 1 });
    expect(result?.message).toMatch(/^1 sample was not taken: /);
    expect(store.source().select(EVERYTHING)).toMatchObject([{ labels: { __name__: 'right' } }]);
    // What was not taken has no series either, which would count towards the limits.
    expect(store.source().match([])).toHaveLength(1);
  });

  it('stops a selection that reads too much, and one that nobody wants', () => {
    const store = open();
    store.append([batchOf(numbered(20))]);
    expect(() => store.source({ maxSamples: 19 }).select(EVERYTHING)).toThrow(/more than 19 samples/);
    const check = () => {
      throw new Error('cancelled');
    };
    expect(() => store.source({ check }).select(EVERYTHING)).toThrow('cancelled');
    const wrong = { name: 'a', operator: '=~', value: '(' } as const;
    expect(() => store.source().select({ ...EVERYTHING, matchers: [wrong] })).toThrow(/regular expression/);
  });

  it('keeps the latest exemplars, each once, with their traces', () => {
    const store = open();
    const exemplar = {
      series: 0,
      timeMs: NOON_MS,
      value: 2,
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
    };
    const wrong = { ...exemplar, traceId: 'nothing' };
    const batch = batchOf([sample('up')], { exemplars: [exemplar, exemplar, wrong] });
    store.append([batch]);
    const [series] = store.source().match([]);
    if (series === undefined) throw new Error('there is no series');
    const { series: _series, timeMs, ...rest } = exemplar;
    expect(store.exemplarsOf(series, NOON_MS, NOON_MS)).toEqual([{ atMs: timeMs, ...rest }]);
    expect(store.exemplarsOf(series, NOON_MS + 1, NOON_MS + 2)).toEqual([]);
  });

  it('takes nothing of a batch that cannot be written, and goes on', () => {
    const store = open({ maxPages: 60 });
    const many = Array.from({ length: 200 }, (_, at) => sample('up', { path: `${at}${'x'.repeat(3000)}` }));
    expect(() => store.append([batchOf([...many, sample('down')])])).toThrow(/full/);
    expect(store.source().select(EVERYTHING)).toEqual([]);
    expect(store.append([batchOf([sample('down')])])).toMatchObject([{ accepted: 1 }]);
    expect(temporary?.reopen().source().select(EVERYTHING)).toHaveLength(1);
  });

  it('does not open a damaged file, and says so', () => {
    const store = open();
    store.append([batchOf(numbered(50))]);
    const path = temporary?.path ?? '';
    const copy = `${path}.copy`;
    temporary?.reopen();
    copyFileSync(path, copy);
    truncateSync(copy, 20_000);
    const options = {
      path: copy,
      maxSeries: 1,
      maxSeriesPerMetric: 1,
      rawMs: 1,
      fiveMinuteMs: 1,
      retentionMs: 1,
    };
    expect(() => SeriesStore.open(options)).toThrow(expect.objectContaining({ code: 'DATABASE_DAMAGED' }));
    writeFileSync(copy, 'no database at all');
    expect(() => SeriesStore.open(options)).toThrow(expect.objectContaining({ code: 'DATABASE_DAMAGED' }));
  });
});
