import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedApiKey } from '../../src/shared/api-key.ts';
import { GrafanaDataSource } from '../fixtures/prometheus/grafana-data-source.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

const OPENMETRICS = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

let engine: TestEngine;
let traceId: string | null;
beforeAll(async () => {
  engine = await startTestEngine([], { PROMETHEUS_PORT: '0', METRICS_UPDATE_INTERVAL: '500' });
  const openai = new OpenAI({ baseURL: `${engine.gatewayUrl}/v1`, apiKey: engine.token, maxRetries: 0 });
  const call = { model: 'simulated/gpt-4o', messages: [{ role: 'user' as const, content: 'Hello' }] };
  const { response } = await openai.chat.completions.create(call).withResponse();
  traceId = response.headers.get('x-signalbox-trace-id');
  await expect(openai.chat.completions.create({ ...call, model: 'no-such-model' })).rejects.toThrow();
  await fetch(`${engine.otlpUrl}/v1/nothing`, { method: 'POST' });
});
afterAll(() => engine.stop());

const scrape = (headers: Record<string, string> = {}) =>
  fetch(`${engine.url}/metrics`, { headers: { ...engine.headers, ...headers } });

it('GET /metrics tells of the gateway, the calls and the parts of the engine', async () => {
  const response = await scrape();
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  expect(text).toMatch(/^signalbox_gateway_requests_total\{dialect="openai",status="ok",code="200"\} 1$/m);
  expect(text).toMatch(/^signalbox_errors_total\{code="NOT_FOUND"\} 1$/m);
  expect(text).toMatch(/^signalbox_gateway_overhead_seconds_count 2$/m);
  expect(text).toMatch(/^signalbox_ingest_queue_capacity_bytes 134217728$/m);
  expect(text).toMatch(/^signalbox_database_size_bytes\{database="telemetry"\} \d{4,}$/m);
  expect(text).toMatch(/^signalbox_build_info\{version=".+"\} 1$/m);
});

it('counts a call when it is stored', async () => {
  await expect
    .poll(async () => (await scrape()).text(), { timeout: 60_000 })
    .toMatch(
      /^signalbox_calls_total\{provider="simulated",model="[^"]+",service="[^"]+",source="gateway",status="ok"\} 1$/m,
    );
});

it('passes promtool without a warning, and names what it has once', async () => {
  const input = await (await scrape()).text();
  expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8', timeout: 60_000 })).toBe(
    '',
  );
  const names = input.split('\n').filter((line) => line.startsWith('# TYPE'));
  expect(new Set(names).size).toBe(names.length);
});

it('has nothing that the reference does not name', async () => {
  const reference = await readFile(new URL('../../docs/reference/metrics.md', import.meta.url), 'utf8');
  const names = [...(await (await scrape()).text()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !reference.includes(`| \`${name}\` `))).toEqual([]);
});

it('writes the same to the series store, as its own', async () => {
  const query = 'sum by (__name__, job, instance, source) (signalbox_calls_total{status="ok"})';
  const url = `${engine.url}/api/v1/query?query=${encodeURIComponent(query)}`;
  await expect
    .poll(async () => (await fetch(url, { headers: engine.headers })).json(), { timeout: 60_000 })
    .toMatchObject({
      data: {
        result: [
          {
            metric: { job: 'signalbox', instance: 'local', source: 'gateway' },
            value: [expect.any(Number), '1'],
          },
        ],
      },
    });
});

it('answers OpenMetrics with exemplars to who prefers it', async () => {
  const response = await scrape({ accept: OPENMETRICS });
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  );
  const text = await response.text();
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  expect(text).toMatch(
    new RegExp(
      `^signalbox_gateway_request_duration_seconds_bucket\\{.*# \\{trace_id="${traceId}",span_id=`,
      'm',
    ),
  );
});

it('asks for a token on the console door', async () => {
  const refused = await fetch(`${engine.url}/metrics`);
  expect(refused.status).toBe(401);
  expect((await scrape({ authorization: 'Bearer wrong' })).status).toBe(401);
});

it('asks for none on its own port, but for a known Host', async () => {
  const url = engine.metricsUrl ?? '';
  expect((await fetch(url)).headers.get('content-type')).toContain('version=0.0.4');
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
  const status = await new Promise((resolve, reject) => {
    request(url, { headers: { host: 'rebound.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .once('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

describe('as a data source', () => {
  let key = '';
  beforeAll(async () => {
    const response = await fetch(`${engine.url}/api/v1/keys`, {
      method: 'POST',
      headers: { ...engine.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'grafana', scopes: ['admin'] }),
    });
    key = ((await response.json()) as CreatedApiKey).secret;
  });

  const latest = () => String(Date.now() / 1_000);
  const lastHour = () => ({ start: String(Date.now() / 1_000 - 3_600), end: latest() });

  describe.each([
    ['POST', 'a header of its own', () => ({ authorization: `Bearer ${key}` })],
    ['GET', 'basic authentication', () => ({ authorization: `Basic ${btoa(`grafana:${key}`)}` })],
    ['POST', 'X-Api-Key', () => ({ 'x-api-key': key })],
  ] as const)('of a Grafana by %s with %s', (httpMethod, _how, headersOf) => {
    const grafana = () => new GrafanaDataSource({ url: engine.url, httpMethod, headers: headersOf() });

    it('passes Save & test', async () => {
      expect(await grafana().query('query', { query: '1+1', time: '4' })).toMatchObject({
        status: 'success',
        data: { resultType: 'scalar', result: [4, '2'] },
      });
      const build = await grafana().resource<object>('api/v1/status/buildinfo');
      expect(build).toMatchObject({ method: 'GET', status: 'success', data: { version: '2.42.0' } });
      // By this Grafana takes it for a Mimir.
      expect(build.data).not.toHaveProperty('features');
    });

    it('looks for rules, exemplars and metadata as it opens', async () => {
      expect(await grafana().resource('api/v1/rules')).toMatchObject({
        status: 'success',
        data: { groups: expect.any(Array) as unknown[] },
      });
      // It gives these times in milliseconds.
      const { start, end } = { start: String(Date.now() - 1_800_000), end: String(Date.now()) };
      expect(await grafana().resource('api/v1/query_exemplars', { query: 'test', start, end })).toMatchObject(
        { status: 'success', data: [] },
      );
      expect(await grafana().resource('api/v1/metadata', { limit: '40000' })).toMatchObject({
        data: { signalbox_build_info: [{ type: 'gauge', help: expect.any(String) as string, unit: '' }] },
      });
    });

    it('fills its lists, with a limit, with none, and with less than there is', async () => {
      const names = { limit: '40000', ...lastHour() };
      expect(await grafana().resource('api/v1/label/__name__/values', names)).toMatchObject({
        data: expect.arrayContaining(['signalbox_calls_total', 'signalbox_build_info']) as string[],
      });
      const match = { 'match[]': 'signalbox_calls_total{status="ok"}', ...lastHour() };
      expect(await grafana().resource('api/v1/label/source/values', match)).toMatchObject({
        data: ['gateway'],
      });
      const unlimited = await grafana().resource<string[]>('api/v1/labels', { limit: '0', ...lastHour() });
      expect(unlimited.data).toEqual(expect.arrayContaining(['__name__', 'job', 'code', 'source']));
      expect(unlimited).not.toHaveProperty('warnings');
      const few = await grafana().resource('api/v1/series', {
        'match[]': '{__name__!=""}',
        limit: '2',
        ...lastHour(),
      });
      expect(few).toMatchObject({
        status: 'success',
        data: [{ job: 'signalbox' }, { job: 'signalbox' }],
        warnings: ['results truncated due to limit'],
      });
    });

    it('draws a panel with exemplars, from compressed answers', async () => {
      const end = Math.ceil(Date.now() / 15_000) * 15;
      const range = { start: String(end - 3_600), end: String(end) };
      const panel = { query: '{__name__=~"signalbox_.+", le=""}', ...range, step: '15', timeout: '60s' };
      const answer = await grafana().query<{ resultType: string; result: object[] }>('query_range', panel);
      expect(answer).toMatchObject({ status: 'success', encoding: 'gzip', data: { resultType: 'matrix' } });
      expect(answer.data.result.length).toBeGreaterThan(30);
      const quantile =
        'histogram_quantile(0.95, sum by (le) (rate(signalbox_gateway_request_duration_seconds_bucket[1m])))';
      const exemplars = await grafana().query('query_exemplars', { query: quantile, ...range });
      expect(JSON.stringify(exemplars.data)).toContain(`"trace_id":"${traceId}"`);
    });

    it('shows what is wrong', async () => {
      expect(await grafana().query('query', { query: 'sum(', time: latest() })).toMatchObject({
        httpStatus: 400,
        status: 'error',
        errorType: 'bad_data',
        error: expect.stringContaining('1:5: parse error') as string,
      });
      expect(await grafana().resource('api/v1/labels', { 'match[]': '{' })).toMatchObject({
        httpStatus: 400,
        error: expect.stringContaining('invalid parameter "match[]": 1:2: parse error') as string,
      });
    });
  });

  it('takes a long query in an address, and says 405 with what is allowed instead', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const grafana = new GrafanaDataSource({ url: engine.url, httpMethod: 'GET', headers });
    const query = `count({instance=~"${'host-é|'.repeat(2_000)}local"})`;
    expect(await grafana.query('query', { query, time: latest() })).toMatchObject({ status: 'success' });
    const refused = await fetch(`${engine.url}/api/v1/label/job/values`, { method: 'POST', headers });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET']);
    const wrongType = await fetch(`${engine.url}/api/v1/rules?type=x`, { headers });
    expect(await wrongType.json()).toMatchObject({ status: 'error', errorType: 'bad_data' });
  });

  it("of promtool, which asks by Prometheus's own client", async () => {
    const url = engine.url.replace('//', `//promtool:${key}@`);
    const promtool = async (...args: string[]) =>
      (await promisify(execFile)('promtool', ['query', ...args], { timeout: 60_000 })).stdout;
    expect(await promtool('instant', url, 'vector(1) * 1e-7')).toMatch(/^\{\} => 0\.0000001 @/);
    expect(await promtool('range', '--step=15s', url, 'count(signalbox_build_info)')).toMatch(/=>\n1 @/);
    expect(await promtool('series', '--match=signalbox_build_info', url)).toContain('job="signalbox"');
    expect(await promtool('labels', url, 'job')).toBe('signalbox\n');
  });
});
