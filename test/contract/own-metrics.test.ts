import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
