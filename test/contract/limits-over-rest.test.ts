import Anthropic, { RateLimitError } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BudgetState, LimitState } from '../../src/shared/limits.ts';
import { REDIS_MISSING, startRedis } from '../../src/core/limits/testing/redis-server.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

async function rest(method: string, path: string, body?: object, at = engine) {
  const answer = await fetch(`${at.url}/api/v1${path}`, {
    method,
    headers: { ...at.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
}

function ask(at = engine): Promise<Response> {
  return fetch(`${at.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      max_tokens: 5,
      messages: [{ role: 'user', content: 'hi' }],
    }),
  });
}

const ONE_AN_HOUR = { metric: 'requests', scope: 'global', subject: null, amount: 1, period: 'hour' };

describe('limits and budgets over REST', () => {
  it('are added, shown with their use, changed and removed, each with the next call', async () => {
    const added = await rest('POST', '/limits', ONE_AN_HOUR);
    expect(added).toMatchObject({ status: 201, body: { amount: 1, burst: null, enabled: true } });
    const { id } = added.body as { id: string };
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
    const shown = (await rest('GET', '/limits')).body as { limits: LimitState[] };
    expect(shown).toMatchObject({
      backend: 'memory',
      limits: [{ refused: 1, use: [{ used: 1, capacity: 1 }] }],
    });
    expect((await rest('PUT', `/limits/${id}`, { ...ONE_AN_HOUR, amount: 50 })).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect((await rest('DELETE', `/limits/${id}`)).status).toBe(204);
    expect(await rest('DELETE', `/limits/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'LIMIT_NOT_FOUND' } },
    });
  });

  it('take budgets in nano-dollars and count what calls cost', async () => {
    const budget = { scope: 'model', subject: 'gpt-4o-mini', period: 'day', amountNanos: '1', mode: 'hard' };
    expect((await rest('POST', '/budgets', { ...budget, amountNanos: '1.5' })).status).toBe(400);
    const { id } = (await rest('POST', '/budgets', budget)).body as { id: string };
    const first = await ask();
    expect(first.status).toBe(200);
    await first.text();
    const second = await ask();
    expect(second.status).toBe(429);
    expect(second.headers.get('x-should-retry')).toBe('false');
    const { budgets } = (await rest('GET', '/budgets')).body as { budgets: BudgetState[] };
    expect(budgets).toMatchObject([{ refused: 1, use: [{ subject: 'gpt-4o-mini', reservedNanos: '0' }] }]);
    expect(Number(budgets[0]?.use[0]?.spentNanos)).toBeGreaterThan(1);
    expect((await rest('DELETE', `/budgets/${id}`)).status).toBe(204);
    expect((await ask()).status).toBe(200);
  });

  it('are told to Anthropic’s SDK in its own words', async () => {
    await rest('POST', '/limits', ONE_AN_HOUR);
    const anthropic = new Anthropic({ baseURL: engine.gatewayUrl, apiKey: 'any', maxRetries: 0 });
    const create = () =>
      anthropic.messages
        .create({ model: 'gpt-4o-mini', max_tokens: 20, messages: [{ role: 'user', content: 'hi' }] })
        .withResponse();
    const { response } = await create();
    expect(response.headers.get('anthropic-ratelimit-requests-limit')).toBe('1');
    expect(response.headers.get('anthropic-ratelimit-requests-remaining')).toBe('0');
    const reset = Date.parse(response.headers.get('anthropic-ratelimit-requests-reset') ?? '');
    expect(reset - Date.now()).toBeGreaterThan(3_500_000);
    const refused: unknown = await create().then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(RateLimitError);
    const { error, headers } = refused as RateLimitError;
    expect(error).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
    expect(Number(headers?.get('retry-after'))).toBeGreaterThan(3_500);
  });
});

const title = `engines with one Redis${REDIS_MISSING === null ? '' : ` (skipped: ${REDIS_MISSING})`}`;
describe.skipIf(REDIS_MISSING !== null)(title, () => {
  it('count requests together', async () => {
    const redis = await startRedis();
    const one = await startTestEngine([], { REDIS_URL: redis.url });
    const other = await startTestEngine([], { REDIS_URL: redis.url });
    try {
      await rest('POST', '/limits', { ...ONE_AN_HOUR, amount: 2 }, one);
      await rest('POST', '/limits', { ...ONE_AN_HOUR, amount: 2 }, other);
      expect((await ask(one)).status).toBe(200);
      expect((await ask(other)).status).toBe(200);
      expect((await ask(one)).status).toBe(429);
      expect((await ask(other)).status).toBe(429);
      expect((await rest('GET', '/limits', undefined, one)).body).toMatchObject({ backend: 'redis' });
      await redis.stop();
      const alone = await ask(one);
      expect(alone.status).toBe(200);
      expect(alone.headers.get('x-signalbox-limits')).toBe('fallback');
      expect((await rest('GET', '/limits', undefined, one)).body).toMatchObject({ backend: 'fallback' });
    } finally {
      await one.stop();
      await other.stop();
    }
  });
});
