import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overviewSchema, traceHistogramSchema } from '../../../shared/deployment.ts';
import {
  MINUTE,
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
  unpricedCall,
} from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const RANGE = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:10:00Z' };

describe('figures over a time range', () => {
  let store: TemporaryStore;
  beforeAll(() => {
    store = temporaryStore();
    const at = (number: number, minute: bigint) => ({
      traceId: traceIdOf(number),
      startUnixNano: NOON + minute * MINUTE,
      endUnixNano: NOON + minute * MINUTE + BigInt(number) * SECOND,
    });
    store.writer.write([
      modelCall({ span: at(1, 0n) }),
      modelCall({ span: { ...at(2, 1n), statusCode: 2 }, facts: { overheadMicros: 200 } }),
      unpricedCall({ span: at(3, 9n), facts: { provider: null, model: 'llama' } }),
      modelCall({ span: at(4, 10n) }),
      storedSpan({ span: { ...at(5, 5n), resource: resourceOf('cron') } }),
      storedSpan({ span: { ...at(5, 5n), spanId: spanIdOf(2), parentSpanId: spanIdOf(1) } }),
    ]);
  });
  afterAll(() => store.close());

  it('adds up calls, errors, tokens, spend and latency', () => {
    const overview = store.reader.overview({ ...RANGE, buckets: 5 });
    expect(overviewSchema.parse(overview)).toEqual(overview);
    expect(overview).toMatchObject({
      from: '2026-11-20T12:00:00.000Z',
      to: '2026-11-20T12:10:00.000Z',
      bucketSeconds: 120,
      calls: { total: 3, series: [2, 0, 0, 0, 1] },
      errors: { total: 1, series: [1, 0, 0, 0, 0] },
      spend: { nanos: '900000', usd: '0.0009', unpricedCalls: 1, seriesNanos: [900_000, 0, 0, 0, 0] },
      tokens: { input: 300, output: 60, series: [240, 0, 0, 0, 120] },
      recentFailures: [{ traceId: traceIdOf(2) }],
      hasAnyTrace: true,
    });
    expect(overview.latencyP95Ms.value).toBeCloseTo(2000, -2);
    expect(overview.latencyP95Ms.series[1]).toBeNull();
    expect(overview.overheadP95Micros.value).toBeCloseTo(200, -1);
    expect(overview.byModel).toMatchObject([
      { provider: 'openai', model: 'gpt-4o', calls: 2, errors: 1, costNanos: '900000' },
      { provider: 'unknown', model: 'llama', calls: 1, costNanos: null, unpricedCalls: 1 },
    ]);
  });

  it('has no bucket shorter than a minute, and none where nothing is', () => {
    const overview = store.reader.overview({ ...RANGE, to: '2026-11-20T12:01:30Z', buckets: 60 });
    expect(overview.bucketSeconds).toBe(60);
    expect(overview.calls).toEqual({ total: 2, series: [1, 1] });
    const empty = temporaryStore();
    expect(empty.reader.overview({ ...RANGE, buckets: 2 })).toMatchObject({
      hasAnyTrace: false,
      calls: { total: 0, series: [0, 0, 0, 0, 0].slice(3) },
      latencyP95Ms: { value: null },
    });
    empty.close();
  });

  it('counts traces by time', () => {
    const histogram = store.reader.histogram({ ...RANGE, filter: {}, buckets: 4 });
    expect(traceHistogramSchema.parse(histogram)).toEqual(histogram);
    expect(histogram).toMatchObject({ bucketSeconds: 150, ok: [1, 0, 1, 1], error: [1, 0, 0, 0] });
    expect(store.reader.histogram({ ...RANGE, filter: { status: 'error' }, buckets: 2 }).ok).toEqual([0, 0]);
  });

  it('names what occurs', () => {
    expect(store.reader.facets(RANGE)).toEqual({
      services: ['cron', 'shop'],
      providers: ['openai'],
      models: ['gpt-4o', 'llama'],
    });
    expect(store.reader.facets({ from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' })).toEqual({
      services: [],
      providers: [],
      models: [],
    });
  });

  it('refuses a range that ends before it begins', () => {
    const backwards = { from: RANGE.to, to: RANGE.from };
    expect(() => store.reader.overview({ ...backwards, buckets: 2 })).toThrow(
      expect.objectContaining({ code: 'BODY_INVALID' }),
    );
  });
});
