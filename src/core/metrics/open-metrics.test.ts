import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../log.ts';
import { batchOf } from '../store/series/testing/sample-batches.ts';
import { temporaryDirectory } from '../store/testing/temporary-store.ts';
import type { Metrics } from './metrics.ts';
import { openMetrics, type MetricsOptions } from './open-metrics.ts';

const quiet = () => undefined;
const LOG: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const EVERYTHING = { match: [], fromMs: null, toMs: null, limit: 100 };

function up(instance: string, time: number, value: number) {
  return { labels: { __name__: 'up', job: 'shop', instance }, time, value };
}

function bound(metrics: Metrics) {
  return { append: metrics.append.bind(metrics), queries: metrics.queries };
}

describe('openMetrics', () => {
  let directory: { path: string; remove: () => void };
  let opened: Metrics | null;
  beforeEach(() => {
    directory = temporaryDirectory();
    opened = null;
  });
  afterEach(async () => {
    await opened?.stop();
    directory.remove();
  });

  async function open(options: Partial<MetricsOptions> = {}): Promise<Metrics> {
    return (opened = await openMetrics({
      dataDir: directory.path,
      queueBytes: 2 ** 20,
      ages: { rawDays: 7, fiveMinuteDays: 60, retentionDays: 365 },
      limits: { maxSeries: 1000, maxSeriesPerMetric: 100 },
      querySeconds: 20,
      log: LOG,
      ...options,
    }));
  }

  it('stores batches and answers what is there, also after a restart', async () => {
    const now = Date.now();
    const exemplar = { series: 0, timeMs: now, value: 1, traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const first = await open();
    const metadata = [{ name: 'up', type: 'gauge', help: 'Whether it answers.', unit: '' } as const];
    const batch = batchOf([up('a', now, 1), up('b', now, 0)], { exemplars: [exemplar], metadata });
    expect(await first.append(batch)).toEqual({ accepted: 2, rejected: 0, message: null });
    expect(await first.append(batchOf([up('a', now - 1, 1)]))).toMatchObject({ accepted: 0, rejected: 1 });
    await first.stop();
    const { queries, figures } = { queries: (await open()).queries, figures: () => opened?.figures() };
    expect(await queries.labelNames(EVERYTHING)).toEqual(['__name__', 'instance', 'job']);
    expect(await queries.labelValues({ ...EVERYTHING, name: 'instance' })).toEqual(['a', 'b']);
    expect(await queries.series({ ...EVERYTHING, match: ['up{instance!="a"}'] })).toEqual([
      { __name__: 'up', job: 'shop', instance: 'b' },
    ]);
    expect(await queries.series({ ...EVERYTHING, fromMs: 0, toMs: now - 86_400_000 })).toEqual([]);
    expect(await queries.metadata({ metric: null, limit: 10 })).toEqual([
      { metric: 'up', type: 'gauge', help: 'Whether it answers.', unit: '' },
    ]);
    expect(await queries.exemplars({ expr: 'rate(up[5m])', fromMs: 0, toMs: now })).toMatchObject([
      { labels: { instance: 'a' }, exemplars: [{ atMs: now, traceId: exemplar.traceId }] },
    ]);
    expect(await queries.instant({ expr: 'sum(up)', atMs: now })).toMatchObject({
      samples: [{ labels: {}, value: 1 }],
    });
    const range = { fromMs: now, toMs: now + 60_000, stepMs: 60_000 };
    expect(await queries.range({ expr: 'up{instance="a"} * 2', ...range })).toMatchObject({
      series: [{ labels: { instance: 'a' }, values: Float64Array.of(2, 2) }],
    });
    await expect(queries.instant({ expr: 'sum(', atMs: now })).rejects.toMatchObject({
      code: 'PROMQL_INVALID',
    });
    expect(await figures()).toMatchObject({ seriesLimit: 1000, seriesRefused: 0 });
  });

  it('takes labels of any name, also those of the prototype of objects', async () => {
    const { append, queries } = bound(await open());
    const labels = Object.create(null) as Record<string, string>;
    Object.assign(labels, { __name__: 'up', constructor: 'a' });
    labels.__proto__ = 'b';
    await append(batchOf([{ labels, time: Date.now(), value: 1 }, up('c', Date.now(), 1)]));
    expect(await queries.labelNames(EVERYTHING)).toEqual([
      '__name__',
      '__proto__',
      'constructor',
      'instance',
      'job',
    ]);
    const [found] = await queries.series({ ...EVERYTHING, match: ['{constructor="a"}'] });
    expect(Object.entries(found ?? {}).sort()).toEqual(Object.entries(labels).sort());
    const sum = await queries.instant({ expr: 'sum by (__proto__, toString) (up)', atMs: Date.now() });
    expect(sum.kind === 'vector' && sum.samples.map((one) => Object.entries(one.labels))).toEqual(
      expect.arrayContaining([[], [['__proto__', 'b']]]),
    );
  });

  it('refuses at once what the queue cannot hold, and takes more when it is empty', async () => {
    const metrics = await open({ queueBytes: 1500 });
    const batch = () => batchOf([up('a', Date.now(), 1), up('b', Date.now(), 1)]);
    const results = await Promise.allSettled([1, 2, 3].map(() => metrics.append(batch())));
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'INGEST_OVERLOADED' } },
      { reason: { code: 'INGEST_OVERLOADED' } },
    ]);
    await expect(metrics.append(batch())).resolves.toMatchObject({ rejected: 0 });
  });

  it('says so when the disk is full, and lives on', async () => {
    const metrics = await open({ maxPages: 40 });
    const now = Date.now();
    const many = Array.from({ length: 100 }, (_, index) => up(`${index} ${'x'.repeat(4000)}`, now, index));
    await expect(metrics.append(batchOf(many))).rejects.toMatchObject({ code: 'STORE_WRITE_FAILED' });
    expect(await metrics.queries.series({ ...EVERYTHING, match: ['up'] })).toEqual([]);
    await expect(metrics.append(batchOf([up('a', now, 1)]))).resolves.toMatchObject({ accepted: 1 });
    expect(await metrics.queries.labelValues({ ...EVERYTHING, name: 'instance' })).toEqual(['a']);
  });
});
