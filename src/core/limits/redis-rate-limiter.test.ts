import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FailoverRateLimiter } from './failover-rate-limiter.ts';
import { RedisRateLimiter } from './redis-rate-limiter.ts';
import { REDIS_MISSING, startRedis, type RedisServer } from './testing/redis-server.ts';

const title = `GCRA in Redis${REDIS_MISSING === null ? '' : ` (skipped: ${REDIS_MISSING})`}`;

/** A hundred an hour: nothing drains within a test. */
const HUNDRED = {
  name: 'hundred',
  subject: 'ana',
  step: 36_000_000,
  tolerance: 3_600_000_000,
};

describe.skipIf(REDIS_MISSING !== null)(title, () => {
  let server: RedisServer;
  const limiters: RedisRateLimiter[] = [];
  const connect = async () => {
    const limiter = new RedisRateLimiter(server.url);
    limiters.push(limiter);
    await limiter.ready(5_000);
    return limiter;
  };
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const limiter of limiters.splice(0)) limiter.close();
    await server.stop();
  });

  it('lets exactly the burst through, whatever number of engines ask at once', async () => {
    const engines = await Promise.all([connect(), connect(), connect()]);
    const asked = engines.flatMap((engine) => Array.from({ length: 100 }, () => engine.take([HUNDRED])));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(100);
  });

  it('charges all buckets of a call or none', async () => {
    const limiter = await connect();
    const once = { ...HUNDRED, name: 'once', tolerance: HUNDRED.step };
    expect(await limiter.take([HUNDRED, once])).toMatchObject({ allowed: true });
    expect(await limiter.take([HUNDRED, once])).toMatchObject({ allowed: false });
    const { ahead } = await limiter.take([HUNDRED]);
    expect(Math.round((ahead[0] ?? 0) / HUNDRED.step)).toBe(2);
  });

  it('gives back what a call did not use, and charges what it used beyond', async () => {
    const limiter = await connect();
    const { now, ahead } = await limiter.take([{ ...HUNDRED, step: HUNDRED.tolerance }]);
    expect((await limiter.take([HUNDRED])).allowed).toBe(false);
    const bucket = { name: HUNDRED.name, subject: HUNDRED.subject };
    const reservedUntil = now + (ahead[0] ?? 0);
    await limiter.correct([{ ...bucket, delta: -2 * HUNDRED.step, reservedUntil }]);
    expect((await limiter.take([HUNDRED])).allowed).toBe(true);
    await limiter.correct([{ ...bucket, delta: HUNDRED.step, reservedUntil }]);
    expect((await limiter.take([HUNDRED])).allowed).toBe(false);
  });

  it('counts in memory while Redis is gone, says so once, and returns to Redis by itself', async () => {
    const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const shared = await connect();
    const limiter = new FailoverRateLimiter({ shared, log });
    expect(await limiter.take([HUNDRED])).toMatchObject({ allowed: true, by: 'redis' });
    const port = Number(new URL(server.url).port);
    await server.stop();
    expect(await limiter.take([HUNDRED])).toMatchObject({ allowed: true, by: 'memory' });
    expect(await limiter.take([HUNDRED])).toMatchObject({ allowed: true, by: 'memory' });
    expect(limiter.backend).toBe('fallback');
    expect(log.warn).toHaveBeenCalledOnce();
    server = await startRedis(port);
    await vi.waitFor(
      async () => expect(await limiter.take([HUNDRED])).toMatchObject({ allowed: true, by: 'redis' }),
      { timeout: 60_000, interval: 50 },
    );
    expect(limiter.backend).toBe('redis');
    expect(log.info).toHaveBeenCalledOnce();
  });
});
