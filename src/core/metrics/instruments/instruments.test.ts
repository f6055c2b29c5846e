import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../../log.ts';
import { isStale } from '../series-source.ts';
import type { SampleBatch } from '../sample-batch.ts';
import type { ExchangeFigures } from './exchange-figures.ts';
import { InstrumentBatches } from './instrument-batches.ts';
import { Instruments, InstrumentWriter } from './index.ts';

const warn = vi.fn();
const log: Log = { debug: vi.fn(), info: vi.fn(), warn, error: vi.fn() };
const open: Instruments[] = [];
function newInstruments(): Instruments {
  const instruments = new Instruments({ version: '1.2.3', log });
  open.push(instruments);
  return instruments;
}
afterEach(() => {
  for (const instruments of open.splice(0)) instruments.close();
  warn.mockClear();
});

const EXCHANGE: ExchangeFigures = {
  dialect: 'openai',
  route: 'fast',
  status: 'ok',
  httpStatus: 200,
  durationMs: 300,
  overheadMicros: 400,
  decisions: [
    { stage: 'authenticate', micros: 20 },
    { stage: 'call', micros: 100 },
  ],
  guardRuns: [{ guard: 'pii', direction: 'input', outcome: 'redact', micros: 50 }],
  policyResults: [{ name: 'production', outcome: 'allow' }],
  providersCalled: ['openai', 'anthropic', 'anthropic'],
  failureType: null,
  isRepeated: false,
  cacheReadTokens: null,
  traceId: 'ab'.repeat(16),
  spanId: 'cd'.repeat(8),
};

/** Values by the series, written as PromQL does. */
async function valuesOf(instruments: Instruments): Promise<Map<string, number>> {
  const families = await instruments.collect();
  const samples = families.flatMap((family) => family.samples);
  return new Map(samples.map(({ name, labels, value }) => [name + JSON.stringify(labels), value]));
}

describe('Instruments', () => {
  it('count what a finished exchange tells', async () => {
    const instruments = newInstruments();
    instruments.observeExchange(EXCHANGE);
    instruments.observeExchange({
      ...EXCHANGE,
      status: 'refused',
      httpStatus: 429,
      failureType: 'BUDGET_EXCEEDED',
      isRepeated: null,
    });
    instruments.observeExchange({
      ...EXCHANGE,
      failureType: 'cancelled',
      isRepeated: true,
      cacheReadTokens: 5,
    });
    const values = await valuesOf(instruments);
    expect(Object.fromEntries(values)).toMatchObject({
      'signalbox_gateway_requests_total{"dialect":"openai","route":"fast","status":"ok","code":"200"}': 2,
      'signalbox_gateway_requests_total{"dialect":"openai","route":"fast","status":"refused","code":"429"}': 1,
      'signalbox_gateway_request_duration_seconds_bucket{"route":"fast","le":"0.5"}': 3,
      'signalbox_gateway_overhead_seconds_count{}': 3,
      'signalbox_gateway_stage_duration_seconds_count{"stage":"call"}': 3,
      'signalbox_gateway_retries_total{"provider":"anthropic"}': 6,
      'signalbox_guard_runs_total{"guard":"pii","direction":"input","outcome":"redact"}': 3,
      'signalbox_policy_results_total{"set":"production","outcome":"allow"}': 3,
      'signalbox_limit_refusals_total{"kind":"budget"}': 1,
      'signalbox_errors_total{"code":"BUDGET_EXCEEDED"}': 1,
      'signalbox_cache_requests_total{"cache":"idempotency","result":"hit"}': 1,
      'signalbox_cache_requests_total{"cache":"idempotency","result":"miss"}': 1,
      'signalbox_cache_requests_total{"cache":"prompt","result":"hit"}': 1,
      'signalbox_build_info{"version":"1.2.3"}': 1,
    });
    const families = await instruments.collect();
    const bucket = families
      .flatMap((family) => family.samples)
      .find(({ name, exemplar }) => name === 'signalbox_gateway_request_duration_seconds_bucket' && exemplar);
    expect(bucket?.exemplar).toMatchObject({ traceId: EXCHANGE.traceId, value: 0.3 });
  });

  it('ask for what is known elsewhere at each collection, until it ends', async () => {
    const instruments = newInstruments();
    let depth = 4;
    const stop = instruments.onCollect((set) => set('limitQueueDepth', [], depth));
    expect((await valuesOf(instruments)).get('signalbox_limit_queue_depth{}')).toBe(4);
    depth = 7;
    expect((await valuesOf(instruments)).get('signalbox_limit_queue_depth{}')).toBe(7);
    stop();
    expect((await valuesOf(instruments)).has('signalbox_limit_queue_depth{}')).toBe(false);
  });

  it('leave out what cannot be collected, and say so', async () => {
    const instruments = newInstruments();
    instruments.onCollect(() => {
      throw new Error('no');
    });
    instruments.addSource(() => Promise.reject(new Error('gone')));
    expect((await valuesOf(instruments)).get('process_resident_memory_bytes{}')).toBeGreaterThan(1e6);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('tell of the process', async () => {
    const instruments = newInstruments();
    instruments.endInterval();
    const values = await valuesOf(instruments);
    expect(values.get('process_cpu_seconds_total{}')).toBeGreaterThan(0);
    expect(values.get('nodejs_eventloop_lag_p99_seconds{}')).toBeGreaterThanOrEqual(0);
    expect(values.get('nodejs_eventloop_utilization_ratio{}')).toBeLessThanOrEqual(1);
  });
});

describe('what is written to the series store', () => {
  const family = (...values: [model: string, value: number][]) => ({
    definition: { name: 'calls_total', type: 'counter' as const, help: 'Calls' },
    samples: values.map(([model, value]) => ({
      name: 'calls_total',
      labels: { model },
      value,
      exemplar: { traceId: 't', spanId: 's', value: 1, timeMs: value },
    })),
  });
  const written = ({ series, seriesOf, times, values }: SampleBatch) =>
    Array.from(seriesOf, (of, i) => [series[of]?.model, times[i], isStale(values, i) ? 'stale' : values[i]]);

  it('has the labels of the engine, each exemplar once, and marks series that are gone', () => {
    const batches = new InstrumentBatches();
    const first = batches.next([family(['a', 1], ['b', 2])], 1000);
    expect(first.series[0]).toEqual({
      __name__: 'calls_total',
      model: 'a',
      job: 'signalbox',
      instance: 'local',
    });
    expect(first.metadata).toEqual([{ name: 'calls_total', type: 'counter', help: 'Calls', unit: '' }]);
    expect(written(first)).toEqual([
      ['a', 1000, 1],
      ['b', 1000, 2],
    ]);
    expect(first.exemplars).toHaveLength(2);
    const second = batches.next([family(['a', 1])], 2000);
    expect(written(second)).toEqual([
      ['a', 2000, 1],
      ['b', 2000, 'stale'],
    ]);
    expect(second.exemplars).toHaveLength(0);
    expect(written(batches.next([family(['a', 1])], 3000))).toEqual([['a', 3000, 1]]);
  });

  it('is written at the start and at the end; a failure is logged and is not the end', async () => {
    const append = vi
      .fn<(batch: SampleBatch) => Promise<never>>()
      .mockRejectedValue(new Error('the disk is full'));
    const writer = new InstrumentWriter({
      instruments: newInstruments(),
      metrics: { append },
      intervalMs: 60_000,
      log,
    });
    await writer.close();
    expect(append).toHaveBeenCalledTimes(2);
    expect(warn).toHaveBeenCalledTimes(2);
    expect(append.mock.calls[0]?.[0].series.length).toBeGreaterThan(10);
  });
});
