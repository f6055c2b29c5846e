import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { prometheusRoutes } from '../../src/core/http/prometheus/query-routes.ts';
import { createLogger } from '../../src/core/log.ts';
import { openMetrics, type Metrics } from '../../src/core/metrics/index.ts';
import { MetricSources } from '../../src/core/metrics/remote/index.ts';
import { differentialSamples, END_MS, START_MS } from '../fixtures/prometheus/differential-samples.ts';
import { difference, fromOurs, fromTheirs, readValue } from '../fixtures/prometheus/compare-answers.ts';
import {
  askPrometheus,
  startRealPrometheus,
  type PrometheusAnswer,
  type RealPrometheus,
} from '../fixtures/prometheus/real-prometheus.ts';
import { noSecrets, noSources, sampleBatchOf } from '../fixtures/prometheus/store-parts.ts';

/** The same requests to Debian's Prometheus and to our door, over a real series store with the same samples. */

const log = createLogger('error');
const moment = String((START_MS + 1_800_000) / 1_000);
const range = { start: String(START_MS / 1_000), end: String(END_MS / 1_000) };

let prometheus: RealPrometheus;
let metrics: Metrics;
let sources: MetricSources;
let app: FastifyInstance;
let url = '';
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-metrics-'));
  const series = differentialSamples();
  prometheus = await startRealPrometheus();
  await prometheus.write(series);
  metrics = await openMetrics({
    dataDir: directory,
    queueBytes: 64 * 1024 * 1024,
    // The samples are of a day long ago.
    ages: { rawDays: 20_000, fiveMinuteDays: 20_000, retentionDays: 20_000 },
    limits: { maxSeries: 10_000, maxSeriesPerMetric: 10_000 },
    querySeconds: 20,
    log,
  });
  expect(await metrics.append(sampleBatchOf(series))).toMatchObject({ rejected: 0 });
  sources = await MetricSources.open({
    local: metrics.queries,
    localScrapeMs: 7_000,
    store: noSources(),
    secrets: noSecrets(),
    log,
  });
  app = Fastify();
  await app.register(
    prometheusRoutes({
      services: { metrics: { sources, figures: () => metrics.figures() } },
      version: '0.0.0',
      log,
      instruments: { countError: () => undefined },
    }),
    { prefix: '/api/v1' },
  );
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await metrics.stop();
  await prometheus.stop();
  await rm(directory, { recursive: true, force: true });
});

const ours = (path: string, parameters: Record<string, string>) => askPrometheus(`${url}${path}`, parameters);

/** Status, kind of error, and whether there are data: what clients tell errors by. */
const shapeOf = ({ httpStatus, status, errorType }: PrometheusAnswer) => ({ httpStatus, status, errorType });

test.each([
  ['/api/v1/query', { query: 'temperature', time: moment }],
  ['/api/v1/query', { query: 'temperature', time: new Date(START_MS + 1_800_000).toISOString() }],
  ['/api/v1/query', { query: 'special', time: moment }],
  ['/api/v1/query', { query: 'stale[5m]', time: moment }],
  ['/api/v1/query', { query: '1e21 + 0', time: moment }],
  ['/api/v1/query', { query: '-1e-9 * 0', time: moment }],
  ['/api/v1/query', { query: '"text"', time: moment }],
  ['/api/v1/query', { query: 'strange', time: moment }],
  ['/api/v1/query_range', { query: 'rate(requests_total[5m])', ...range, step: '60' }],
  ['/api/v1/query_range', { query: 'stale', ...range, step: '1m30s' }],
  ['/api/v1/query_range', { query: '{__name__=~".+"}', ...range, step: '120' }],
])('%s %j is answered with the same values', async (path, parameters) => {
  const [own, theirs] = await Promise.all([ours(path, parameters), prometheus.ask(path, parameters)]);
  expect(shapeOf(own)).toEqual(shapeOf(theirs));
  expect((own.data as { resultType: string }).resultType).toBe(
    (theirs.data as { resultType: string }).resultType,
  );
  expect(difference(fromTheirs(own), fromTheirs(theirs))).toBeNull();
});

test.each([
  ['/api/v1/labels', {}],
  ['/api/v1/labels', { 'match[]': 'requests_total' }],
  ['/api/v1/label/job/values', {}],
  ['/api/v1/label/__name__/values', {}],
  ['/api/v1/label/nothing/values', {}],
  ['/api/v1/label/instance/values', { 'match[]': '{mode="read"}', ...range }],
  ['/api/v1/metadata', {}],
  ['/api/v1/metadata', { limit: '-1' }],
  ['/api/v1/series', { 'match[]': 'temperature', limit: '0' }],
  ['/api/v1/query', { query: 'vector(1e-7)', time: moment }],
  ['/api/v1/query', { query: 'vector(-1.25e-12)', time: moment }],
  ['/api/v1/query', { query: 'vector(1.5e300)', time: moment }],
  ['/api/v1/query_exemplars', { query: 'requests_total', ...range }],
])('%s %j has the same data', async (path, parameters) => {
  const [own, theirs] = await Promise.all([ours(path, parameters), prometheus.ask(path, parameters)]);
  expect(own).toEqual(theirs);
});

test('/series has the same series', async () => {
  const parameters = { 'match[]': '{__name__=~"requests_total|strange"}', ...range };
  const [own, theirs] = await Promise.all([
    ours('/api/v1/series', parameters),
    prometheus.ask('/api/v1/series', parameters),
  ]);
  const sorted = ({ data }: PrometheusAnswer) =>
    (data as Record<string, string>[]).map((labels) => JSON.stringify(Object.entries(labels).sort())).sort();
  expect(sorted(own)).toEqual(sorted(theirs));
});

test.each([
  ['/api/v1/query', { query: 'sum(' }],
  ['/api/v1/query', { query: '' }],
  ['/api/v1/query', { query: 'up', time: 'yesterday' }],
  ['/api/v1/query', { query: 'up', timeout: 'soon' }],
  ['/api/v1/query', { query: 'used * on (zone) machine_info', time: moment }],
  ['/api/v1/query', { query: 'limit * on () used', time: moment }],
  ['/api/v1/query_range', { query: 'up', start: range.start }],
  ['/api/v1/query_range', { query: 'up', ...range, step: '0' }],
  ['/api/v1/query_range', { query: 'up', ...range, step: '-5' }],
  ['/api/v1/query_range', { query: 'up', ...range, step: 'x' }],
  ['/api/v1/query_range', { query: 'up', ...range, step: '0.1' }],
  ['/api/v1/query_range', { query: 'up', start: range.end, end: range.start, step: '60' }],
  ['/api/v1/query_range', { query: 'up[5m]', ...range, step: '60' }],
  ['/api/v1/label/a-b/values', {}],
  ['/api/v1/series', {}],
  ['/api/v1/series', { 'match[]': 'sum(up)' }],
  ['/api/v1/series', { 'match[]': '{' }],
  ['/api/v1/series', { 'match[]': '{}' }],
  ['/api/v1/series', { 'match[]': '(temperature)' }],
  ['/api/v1/labels', { 'match[]': 'temperature[5m]' }],
  ['/api/v1/label/job/values', { 'match[]': 'temperature offset 5m' }],
  ['/api/v1/labels', { start: 'x' }],
  ['/api/v1/metadata', { limit: 'many' }],
  ['/api/v1/format_query', { query: 'sum(' }],
])('%s %j is refused in the same way', async (path, parameters) => {
  const [own, theirs] = await Promise.all([ours(path, parameters), prometheus.ask(path, parameters)]);
  expect(theirs.status).toBe('error');
  expect(shapeOf(own)).toEqual(shapeOf(theirs));
});

it('takes forms, as Grafana sends them', async () => {
  const response = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body: new URLSearchParams({ query: 'constant', ...range, step: '600' }),
  });
  const answer = (await response.json()) as PrometheusAnswer;
  const { data } = await prometheus.ask('/api/v1/query_range', { query: 'constant', ...range, step: '600' });
  expect(answer).toEqual({ status: 'success', data });
});

it('says whose dialect it speaks', async () => {
  expect(await ours('/api/v1/status/buildinfo', {})).toMatchObject({ data: { version: '2.42.0' } });
  const yaml = 'global:\n  scrape_interval: 7s\n';
  expect(await ours('/api/v1/status/config', {})).toMatchObject({ data: { yaml } });
  expect(await ours('/api/v1/format_query', { query: 'sum(a)by(b)' })).toMatchObject({
    data: 'sum by (b) (a)',
  });
});

it('ends a query after the time that its caller gave it', async () => {
  const query = 'count_over_time({__name__=~".+"}[1h:1s])';
  const answer = await ours('/api/v1/query_range', { query, ...range, step: '1', timeout: '10ms' });
  expect(shapeOf(answer)).toEqual({ httpStatus: 503, status: 'error', errorType: 'timeout' });
});

describe('a remote Prometheus as a source', () => {
  it('answers as the local store does', async () => {
    expect(await sources.test({ name: 'debian', url: `${prometheus.url}/` })).toEqual({
      version: expect.stringMatching(/^2\./) as string,
    });
    await sources.add({ name: 'debian', url: prometheus.url }, 'test');
    const remote = sources.queriesOf('debian');
    // What its configuration does not say has Prometheus's own default.
    expect(await sources.scrapeIntervalOf('debian')).toEqual({ ms: 60_000, from: 'server' });
    expect(await sources.scrapeIntervalOf('local')).toEqual({ ms: 7_000, from: 'setting' });
    const question = { expr: 'special', fromMs: START_MS, toMs: END_MS, stepMs: 60_000 };
    const [theirs, own] = await Promise.all([remote.range(question), metrics.queries.range(question)]);
    expect(difference(fromOurs(own), fromOurs(theirs))).toBeNull();
    expect(await remote.instant({ expr: '-Inf', atMs: START_MS })).toEqual({
      kind: 'scalar',
      atMs: START_MS,
      value: readValue('-Inf'),
    });
    const every = { match: [], fromMs: null, toMs: null, limit: 1_000 };
    expect(await remote.labelNames(every)).toEqual(await metrics.queries.labelNames(every));
    expect(await remote.labelValues({ ...every, name: 'job' })).toEqual(['api', 'db', 'web']);
  });

  it('says clearly what is wrong', async () => {
    const remote = sources.queriesOf('debian');
    await expect(remote.instant({ expr: 'sum(', atMs: START_MS })).rejects.toMatchObject({
      code: 'PROMQL_FAILED',
      message: expect.stringContaining('parse error') as string,
    });
    await expect(sources.test({ name: 'nobody', url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'METRIC_SOURCE_FAILED',
    });
    await expect(sources.test({ name: 'other', url: `${prometheus.url}/graph` })).rejects.toMatchObject({
      code: 'METRIC_SOURCE_FAILED',
      message: expect.stringContaining('not as a Prometheus') as string,
    });
    await expect(sources.add({ name: 'debian', url: prometheus.url }, 'test')).rejects.toMatchObject({
      code: 'METRIC_SOURCE_EXISTS',
    });
    expect(() => sources.queriesOf('unknown')).toThrow('There is no source of metrics named unknown.');
    await expect(
      sources.add({ name: 'inside', url: 'http://user:secret@localhost' }, 'test'),
    ).rejects.toMatchObject({ code: 'BODY_INVALID' });
  });
});
