import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HEALTH_COMPONENTS,
  healthAnalyticsSchema,
  healthPageSchema,
  healthTrendsSchema,
  monitoringStatusSchema,
  queueStatisticsSchema,
} from '../../src/shared/health/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, headers: Record<string, string> = engine.headers) =>
  fetch(`${engine.url}/api${path}`, { method, headers });
const json = async (path: string): Promise<unknown> => (await rest('GET', path)).json();

describe('health over REST', () => {
  it('tells the status of everything, with facts and thresholds', async () => {
    const status = monitoringStatusSchema.parse(await json('/monitoring/status'));
    expect(status.health.components.map(({ component }) => component)).toEqual([...HEALTH_COMPONENTS]);
    const of = (name: string) => status.health.components.find(({ component }) => component === name);
    expect(of('providers')).toMatchObject({ state: 'not_configured', score: null, reasons: [] });
    const database = of('database');
    expect(database?.facts.find(({ fact }) => fact === 'writer_answer')).toMatchObject({
      unit: 'ms',
      thresholds: { good: 150, degradedAt: 500, unhealthyAt: 3_000 },
    });
    expect(database?.facts.find(({ fact }) => fact === 'postgres')?.text).toMatch(/DATABASE_URL is not set/);
    expect(of('caches')?.facts.find(({ fact }) => fact === 'redis')?.text).toMatch(/REDIS_URL is not set/);
    // No check hangs or fails in an engine that is well, however busy this machine is.
    const failed = status.health.components.flatMap(({ facts }) =>
      facts.filter(({ fact }) => fact === 'check'),
    );
    expect(failed.filter(({ text }) => text.includes('failed'))).toEqual([]);
    expect(status.history.intervalSeconds).toBe(300);
  });

  it('tells the queues', async () => {
    const queues = queueStatisticsSchema.parse(await json('/monitoring/queues'));
    expect(queues.ingest.capacityBytes).toBeGreaterThan(0);
    expect(queues.places.waiting).toBe(0);
  });

  it('keeps checks, and makes trends and analytics of them', async () => {
    const page = healthPageSchema.parse(await json('/health/history?limit=5'));
    expect(page.records.at(-1)).toMatchObject({ kind: 'start' });
    expect(page.total).toBe(page.records.length);
    expect(healthPageSchema.parse(await json('/health/history?to=2020-01-01T00:00:00Z'))).toEqual({
      records: [],
      total: 0,
    });
    const trends = healthTrendsSchema.parse(await json('/health/history?type=trends&range=1h'));
    expect(trends.score).toHaveLength(60);
    expect(trends.score.at(-1)).toEqual(expect.any(Number));
    const analytics = healthAnalyticsSchema.parse(await json('/health/history?type=analytics'));
    expect(analytics.range).toBe('24h');
    expect(analytics.components.map(({ component }) => component)).not.toContain('providers');
  });

  it('asks for a token and for questions that can be answered', async () => {
    expect((await rest('GET', '/monitoring/status', {})).status).toBe(401);
    expect((await rest('DELETE', '/health/history', {})).status).toBe(401);
    for (const query of ['type=other', 'type=trends&range=2h', 'limit=0', 'from=yesterday']) {
      expect((await rest('GET', `/health/history?${query}`)).status, query).toBe(400);
    }
    expect((await fetch(`${engine.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${engine.url}/readyz`)).status).toBe(200);
  });

  it('stands in the OpenAPI document', async () => {
    const { paths } = (await json('/v1/openapi.json')) as { paths: Record<string, object> };
    expect(Object.keys(paths['/api/health/history'] ?? {})).toEqual(['get', 'delete']);
    expect(paths).toHaveProperty(['/api/monitoring/status']);
    expect(paths).toHaveProperty(['/api/monitoring/queues']);
  });

  it('forgets the history', async () => {
    const removed = (await (await rest('DELETE', '/health/history')).json()) as { removed: number };
    expect(removed.removed).toBeGreaterThan(0);
  });

  it('answers the metrics of the engine as JSON', async () => {
    const { metrics } = (await json('/monitoring/metrics')) as {
      metrics: { name: string; type: string; samples: { value: number | null }[] }[];
    };
    const score = metrics.find(({ name }) => name === 'signalbox_health_score');
    expect(score).toMatchObject({ type: 'gauge', samples: [{ labels: {} }] });
    expect(score?.samples[0]?.value).toBeGreaterThan(0);
  });

  it('is a metric', async () => {
    const text = await (await fetch(`${engine.url}/metrics`, { headers: engine.headers })).text();
    expect(text).toMatch(/^signalbox_health_score \d+/m);
    expect(text).toMatch(/^signalbox_health_component_score\{component="database"\} \d+/m);
    expect(text).not.toContain('component="providers"');
  });
});
