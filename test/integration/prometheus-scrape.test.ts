import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startRealPrometheus, type RealPrometheus } from '../fixtures/prometheus/real-prometheus.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

/** Debian's Prometheus scrapes an engine: with a token at the console door, and without one at its own port. */

interface Target {
  labels: Record<string, string>;
  health: string;
  lastError: string;
}
interface Sample {
  metric: Record<string, string>;
  value: [time: number, value: string];
}

/** These do not change while nobody calls. */
const AT_REST = 'signalbox_gateway_.+|signalbox_call.+|gen_ai_.+|signalbox_guard_.+|signalbox_ingest_.+';

let engine: TestEngine;
let prometheus: RealPrometheus;
const traceIds: (string | null)[] = [];
beforeAll(async () => {
  engine = await startTestEngine([], { PROMETHEUS_PORT: '0', METRICS_UPDATE_INTERVAL: '1000' });
  await makeCalls();
  const hostOf = (url: string | null) => new URL(url ?? '').host;
  prometheus = await startRealPrometheus({
    flags: ['--enable-feature=exemplar-storage'],
    config: `
global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: console
    authorization: { credentials: ${engine.token} }
    static_configs: [{ targets: ['${hostOf(engine.url)}'] }]
  - job_name: port
    static_configs: [{ targets: ['${hostOf(engine.metricsUrl)}'] }]
`,
  });
});
afterAll(async () => {
  await prometheus?.stop();
  await engine.stop();
});

/** Some through the gateway, streamed and whole, one refused, and a trace over OTLP. */
async function makeCalls(): Promise<void> {
  const openai = new OpenAI({ baseURL: `${engine.gatewayUrl}/v1`, apiKey: engine.token, maxRetries: 0 });
  const call = { model: 'simulated/gpt-4o', messages: [{ role: 'user' as const, content: 'Hello' }] };
  for (const stream of [false, true, false]) {
    const answer = await openai.chat.completions.create({ ...call, stream }).asResponse();
    await answer.text();
    traceIds.push(answer.headers.get('x-signalbox-trace-id'));
  }
  await expect(openai.chat.completions.create({ ...call, model: 'no-such-model' })).rejects.toThrow();
  await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(agentTrace('ab'.repeat(16))),
  });
  await vi.waitFor(async () => expect(await exposed()).toContain('source="gateway",status="ok"} 3'), {
    timeout: 60_000,
  });
}

async function exposed(): Promise<string> {
  return (await fetch(`${engine.url}/metrics`, { headers: engine.headers })).text();
}

async function query(expr: string): Promise<Sample[]> {
  const { data } = await prometheus.ask('/api/v1/query', { query: expr });
  return (data as { result: Sample[] }).result;
}

it('Prometheus scrapes both doors without an error', async () => {
  await expect
    .poll(async () => (await query('up')).map(({ metric, value }) => `${metric.job} ${value[1]}`).sort(), {
      timeout: 60_000,
    })
    .toEqual(['console 1', 'port 1']);
  const { data } = await prometheus.ask('/api/v1/targets', {});
  const { activeTargets } = data as { activeTargets: Target[] };
  expect(activeTargets.map(({ health, lastError }) => [health, lastError])).toEqual([
    ['up', ''],
    ['up', ''],
  ]);
  const scraped = await query('scrape_samples_post_metric_relabeling{job="console"}');
  expect(Number(scraped[0]?.value[1])).toBeGreaterThan(200);
});

it('has the samples that are exposed', async () => {
  const own = new Map<string, number>();
  for (const line of (await exposed()).split('\n')) {
    const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (new RegExp(`^(${AT_REST})$`).test(name)) own.set(`${name}{${labels}}`, Number(value));
  }
  expect(own.size).toBeGreaterThan(100);
  for (const job of ['console', 'port']) {
    const samples = await query(`{job="${job}",__name__=~"${AT_REST}"}`);
    const seen = samples.map(({ metric, value }) => [identity(metric), Number(value[1])] as const);
    expect(sorted(seen)).toEqual(sorted([...own].map(([series, value]) => [ordered(series), value])));
  }
});

/** A series as the exposition writes it, with its labels in the order of their names. */
function identity({ __name__: name, job: _job, instance: _instance, ...labels }: Sample['metric']): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return ordered(`${name ?? ''}{${pairs.join()}}`);
}

/** Without labels that are empty: to Prometheus, they are none. */
function ordered(series: string): string {
  const [, name = '', labels = ''] = /^(\w+)\{(.*)\}$/.exec(series) ?? [];
  const pairs = [...labels.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)].map(([pair]) => pair);
  return `${name}{${pairs.sort().join()}}`;
}

function sorted(samples: readonly (readonly [string, number])[]) {
  return [...samples].sort(([one], [other]) => (one < other ? -1 : 1));
}

it('has the exemplars, which lead to the traces', async () => {
  const { data } = await prometheus.ask('/api/v1/query_exemplars', {
    query: 'signalbox_gateway_request_duration_seconds_bucket{job="console"}',
    start: String(Date.now() / 1000 - 600),
    end: String(Date.now() / 1000 + 60),
  });
  const found = (data as { exemplars: { labels: { trace_id: string } }[] }[]).flatMap(({ exemplars }) =>
    exemplars.map(({ labels }) => labels.trace_id),
  );
  expect(found).toContain(traceIds.at(-1));
  const trace = await fetch(`${engine.url}/api/v1/observability/traces/${found[0] ?? ''}`, {
    headers: engine.headers,
  });
  expect(trace.status).toBe(200);
});

it('knows the types', async () => {
  const typeOf = async (metric: string) => {
    const { data } = await prometheus.ask('/api/v1/metadata', { metric });
    return (data as Record<string, { type: string; unit: string }[]>)[metric]?.[0];
  };
  expect(await typeOf('signalbox_gateway_requests')).toMatchObject({ type: 'counter' });
  expect(await typeOf('signalbox_gateway_request_duration_seconds')).toMatchObject({
    type: 'histogram',
    unit: 'seconds',
  });
});
