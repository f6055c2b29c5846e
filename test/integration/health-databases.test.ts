import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { REDIS_MISSING, startRedis, type RedisServer } from '../../src/core/limits/testing/redis-server.ts';
import type { ComponentHealth, HealthComponent, MonitoringStatus } from '../../src/shared/health/index.ts';
import { POSTGRES_MISSING, startPostgres, type PostgresServer } from '../fixtures/postgres-server.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

const MISSING = POSTGRES_MISSING ?? REDIS_MISSING;
const PATIENCE = { timeout: 60_000, interval: 250 };

describe.skipIf(MISSING !== null)(
  `the health of real databases${MISSING === null ? '' : `: ${MISSING}`}`,
  () => {
    let postgres: PostgresServer;
    let redis: RedisServer;
    let engine: TestEngine;
    beforeAll(async () => {
      [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
      const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
      engine = await startTestEngine(['--health-interval', '1'], env);
    });
    afterAll(async () => {
      await engine.stop();
      await redis.stop();
      await postgres.remove();
    });

    const status = async () => {
      const answer = await fetch(`${engine.url}/api/monitoring/status`, { headers: engine.headers });
      return (await answer.json()) as MonitoringStatus;
    };
    const component = async (name: HealthComponent): Promise<ComponentHealth | undefined> =>
      (await status()).health.components.find((each) => each.component === name);
    const dependency = async (name: string) =>
      (await status()).health.dependencies.find((each) => each.name === name)?.state;
    const reasonsOf = (health: ComponentHealth | undefined) =>
      health?.reasons.map(({ text }) => text).join(' ');

    it('asks PostgreSQL for its version and connections, and Redis for a PONG', async () => {
      await vi.waitFor(async () => {
        const database = await component('database');
        const version = database?.facts.find(({ fact }) => fact === 'postgres_version');
        expect(version?.text).toMatch(/^version \d+\.\d+.*, \d+ of 20 connections$/);
        expect(database?.facts.find(({ fact }) => fact === 'postgres')?.value).toBeGreaterThan(0);
        const caches = await component('caches');
        expect(caches).toMatchObject({ state: 'healthy' });
        expect(caches?.facts.find(({ fact }) => fact === 'redis_backend')?.text).toBe('Redis');
      }, PATIENCE);
    });

    it('notices that PostgreSQL dies, and that it comes back', async () => {
      await postgres.stop();
      await vi.waitFor(async () => {
        const database = await component('database');
        expect(database?.state).not.toBe('healthy');
        expect(reasonsOf(database)).toContain('PostgreSQL does not answer');
        expect(reasonsOf(database)).not.toContain(postgres.password);
        expect(await dependency('PostgreSQL')).toBe('down');
        expect((await status()).health.state).not.toBe('healthy');
      }, PATIENCE);
      await postgres.start();
      await vi.waitFor(async () => {
        expect(await component('database')).toMatchObject({ state: 'healthy' });
        expect(await dependency('PostgreSQL')).toBe('up');
      }, PATIENCE);
    });

    it('notices that Redis dies, and that it comes back', async () => {
      const port = Number(new URL(redis.url).port);
      await redis.stop();
      await vi.waitFor(async () => {
        const caches = await component('caches');
        expect(caches?.state).toBe('unhealthy');
        expect(reasonsOf(caches)).toContain('Redis does not answer');
      }, PATIENCE);
      redis = await startRedis(port);
      await vi.waitFor(async () => {
        expect(await component('caches')).toMatchObject({ state: 'healthy' });
        expect(await dependency('Redis')).toBe('up');
      }, PATIENCE);
    });
  },
);
