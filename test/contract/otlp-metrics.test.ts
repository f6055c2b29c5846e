import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import {
  AggregationTemporalityPreference,
  OTLPMetricExporter as JsonExporter,
} from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openOtlpDoor } from '../../src/core/http/otlp/otlp-door.ts';
import type { Door } from '../../src/core/http/listen.ts';
import { openMetrics, type Metrics } from '../../src/core/metrics/index.ts';
import { memoryTenants } from '../../src/core/tenants/testing/memory-tenants.ts';

const SPAN = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), traceFlags: TraceFlags.SAMPLED };
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

let dataDir: string;
let metrics: Metrics;
let door: Door;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'signalbox-test-'));
  metrics = await openMetrics({
    dataDir,
    queueBytes: 2 ** 26,
    ages: { rawDays: 7, fiveMinuteDays: 60, retentionDays: 365 },
    limits: { maxSeries: 10_000, maxSeriesPerMetric: 1_000 },
    querySeconds: 20,
    log,
  });
  const notHere = () => Promise.reject(new Error('Only metrics are sent here.'));
  door = await openOtlpDoor({
    host: '127.0.0.1',
    port: 0,
    fallback: false,
    telemetry: { ingestOtlp: notHere, ingestOtlpLogs: notHere },
    metrics,
    instruments: { countError: vi.fn() },
    access: (await memoryTenants()).access,
    maxBodyBytes: 2 ** 20,
    allowedOrigins: [],
    log,
  });
});
afterAll(async () => {
  await door.close();
  await metrics.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${door.url}/v1/metrics`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** Value of each series that the selector finds, by those labels that are given. */
async function valuesOf(expr: string, ...labels: string[]): Promise<Record<string, number>> {
  const result = await metrics.queries.instant({ expr, atMs: Date.now() });
  const samples = result.kind === 'vector' ? result.samples : [];
  return Object.fromEntries(
    samples.map((sample) => [labels.map((label) => sample.labels[label]).join(' '), sample.value]),
  );
}

/** Records with every instrument of the SDK, twice, and exports after each time. */
async function sendWithSdk(exporter: PushMetricExporter, service: string): Promise<void> {
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.instance.id': 'one',
      'host.name': 'h',
    }),
    readers: [reader],
    views: [
      {
        instrumentName: 'size',
        aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM, options: { recordMinMax: true } },
      },
    ],
  });
  const meter = provider.getMeter('shop', '1.2.3');
  const requests = meter.createCounter('http.requests', { unit: '{request}', description: 'Requests' });
  const open = meter.createUpDownCounter('open');
  const duration = meter.createHistogram('http.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.1, 1] },
  });
  const size = meter.createHistogram('size', { unit: 'By' });
  meter.createObservableGauge('temperature', { unit: 'Cel' }).addCallback((result) => result.observe(21.5));
  const context = trace.setSpanContext(ROOT_CONTEXT, SPAN);
  for (let round = 0; round < 2; round += 1) {
    requests.add(2, { 'http.route': '/a' });
    open.add(round === 0 ? 3 : -1);
    duration.record(0.05, {}, context);
    duration.record(5, {}, context);
    size.record(3);
    await reader.forceFlush();
  }
  await provider.shutdown();
}

describe.each([
  ['protobuf, cumulative', ProtobufExporter, AggregationTemporalityPreference.CUMULATIVE],
  ['protobuf, delta', ProtobufExporter, AggregationTemporalityPreference.DELTA],
  ['JSON, cumulative', JsonExporter, AggregationTemporalityPreference.CUMULATIVE],
  ['JSON, delta', JsonExporter, AggregationTemporalityPreference.DELTA],
])('the metrics of the SDK by %s', (name, Exporter, temporalityPreference) => {
  const service = name.replace(', ', '-');
  const of = (metric: string) => `${metric}{job="${service}"}`;
  beforeAll(async () => {
    await sendWithSdk(new Exporter({ url: `${door.url}/v1/metrics`, temporalityPreference }), service);
  });

  it('are series', async () => {
    expect(await valuesOf(of('http_requests_total'), 'http_route', 'instance', 'otel_scope_name')).toEqual({
      '/a one shop': 4,
    });
    expect(await valuesOf(of('open'))).toEqual({ '': 2 });
    expect(await valuesOf(of('temperature_celsius'))).toEqual({ '': 21.5 });
    expect(await valuesOf(of('http_duration_seconds_bucket'), 'le')).toEqual({
      '0.1': 2,
      '1.0': 2,
      '+Inf': 4,
    });
    expect(await valuesOf(of('http_duration_seconds_sum'))).toEqual({ '': 10.1 });
    expect(await valuesOf(of('size_bytes_count'))).toEqual({ '': 2 });
    const bound = String(2 ** (Math.ceil(Math.log2(3) * 4) / 4));
    expect(await valuesOf(of('size_bytes_bucket'), 'le')).toMatchObject({ [bound]: 2, '+Inf': 2 });
    expect(await valuesOf(of('target_info'), 'host_name')).toEqual({ h: 1 });
  });
});

it('tells the type, help and unit of a metric', async () => {
  const entries = await metrics.queries.metadata({ metric: 'http_requests_total', limit: 10 });
  expect(entries).toMatchObject([{ metric: 'http_requests_total', type: 'counter', help: 'Requests' }]);
});

describe('an export of metrics', () => {
  const point = (time: number, value: number, attributes: object[] = []) => ({
    timeUnixNano: `${time}000000`,
    asDouble: value,
    attributes,
  });
  const request = (...dataPoints: object[]) =>
    JSON.stringify({
      resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'given', gauge: { dataPoints } }] }] }],
    });

  it('is acknowledged when it is stored; gzip is fine', async () => {
    const response = await post(new Uint8Array(gzipSync(request(point(Date.now(), 7)))), {
      'content-encoding': 'gzip',
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
    expect(await valuesOf('given')).toEqual({ '': 7 });
  });

  it('keeps its exemplars with their traces', async () => {
    const exemplars = [{ ...SPAN, timeUnixNano: `${Date.now()}000000`, asDouble: 1 }];
    const body = request({ ...point(Date.now(), 1, []), exemplars }).replace('given', 'traced');
    expect((await post(body)).status).toBe(200);
    const found = await metrics.queries.exemplars({
      expr: 'traced',
      fromMs: Date.now() - 60_000,
      toMs: Date.now() + 1000,
    });
    expect(found).toMatchObject([{ exemplars: [{ traceId: SPAN.traceId, spanId: SPAN.spanId, value: 1 }] }]);
  });

  it('is told which points were rejected, and why; the rest is stored', async () => {
    const late = { key: 'of', value: { stringValue: 'late' } };
    const response = await post(request(point(0, 1), point(Date.now(), 8, [late])));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      partialSuccess: {
        rejectedDataPoints: '1',
        errorMessage: '1 of 2 data points were rejected: 1 because it has no time (such as "given")',
      },
    });
    expect(await valuesOf('given{of="late"}')).toEqual({ '': 8 });
  });

  it('is refused as the other signals are', async () => {
    expect((await post('{"resourceMetrics":7}')).status).toBe(400);
    expect((await post('x', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(new Uint8Array(2 ** 20 + 1))).status).toBe(413);
    expect((await fetch(`${door.url}/v1/metrics`)).status).toBe(405);
    const empty = await post(new Uint8Array(), { 'content-type': 'application/x-protobuf' });
    expect([empty.status, (await empty.arrayBuffer()).byteLength]).toEqual([200, 0]);
  });
});
