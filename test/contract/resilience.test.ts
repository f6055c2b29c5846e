import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import { DEFAULT_CALL_TIMEOUTS, type CallTimeouts, type Route } from '../../src/shared/route.ts';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import { startMisbehavingUpstream, type MisbehavingUpstream } from '../fixtures/misbehaving-upstream.ts';
import { startFaultyUpstream, type FaultyUpstream } from '../fixtures/upstreams/faulty.ts';

let upstream: FaultyUpstream;
let flooding: MisbehavingUpstream;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  upstream = await startFaultyUpstream();
  flooding = await startMisbehavingUpstream();
  gateway = await startGateway({
    upstreams: [
      { name: 'acme', dialect: 'openai', baseUrl: upstream.url, apiKey: 'upstream-key-0123456789' },
      { name: 'flooding', dialect: 'openai', baseUrl: flooding.url, apiKey: null },
    ],
    routes: [
      route('heals', ['reset-once']),
      route('broken', ['reset~broken']),
      route('broken with fallback', ['reset~broken', 'fallback']),
      route('bounded', ['slow-first-byte', 'fallback'], { totalMs: 200 }),
      {
        ...route('flood', [], { totalMs: 300 }),
        targets: [{ provider: 'flooding', model: 'flood', rank: 1, weight: 1 }],
      },
      route('impatient', ['slow-first-byte', 'fallback'], { firstByteMs: 200 }),
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await flooding.close();
});

function route(model: string, faults: string[], timeouts: Partial<CallTimeouts> = {}): Route {
  return {
    model,
    targets: faults.map((fault, index) => ({ provider: 'acme', model: fault, rank: index + 1, weight: 1 })),
    retry: { attempts: 2, maxWaitMs: 300 },
    timeouts: { ...DEFAULT_CALL_TIMEOUTS, ...timeouts },
    updatedAt: '2026-11-21T10:00:00.000Z',
  };
}

async function ask(model: string, path = '/v1/chat/completions') {
  const answer = await fetch(`${gateway.door.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ model, max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] }),
  });
  const text = await answer.text();
  const traceId = answer.headers.get('x-signalbox-trace-id');
  const spans = await vi.waitFor(() => {
    const found = gateway.exchanges.find(([one]) => one?.span.traceId === traceId);
    if (found === undefined) throw new Error('Not recorded yet.');
    return found;
  }, 60_000);
  const [server, ...attempts] = spans;
  if (server === undefined) throw new Error('An exchange has a span.');
  return { answer, text, server, attempts };
}

const callDecisions = ({ span }: StoredSpan) =>
  span.events
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes['signalbox.stage'] === 'call')
    .map((attributes) => [attributes['signalbox.outcome'], attributes['signalbox.reason']]);

test('a call that fails once is made again; each attempt is a span with its reason and wait', async () => {
  const { answer, server, attempts } = await ask('heals');
  expect(answer.status).toBe(200);
  expect(attempts.map(({ span }) => span.statusCode)).toEqual([2, 0]);
  expect(attempts[0]?.span.attributes).not.toHaveProperty('signalbox.attempt.reason');
  expect(attempts[1]?.span.attributes).toMatchObject({
    'http.request.resend_count': 1,
    'signalbox.attempt.reason': expect.stringMatching(
      /^retried after The provider acme could not be reached/,
    ) as unknown,
    'signalbox.attempt.waited_ms': expect.toSatisfy((ms: number) => ms >= 200 && ms <= 300) as unknown,
  });
  expect(attempts[1]?.span.parentSpanId).toBe(server.span.spanId);
  expect(callDecisions(server)).toEqual([['allow', 'acme answered 200 at attempt 2']]);
  // Waiting is no work of the gateway.
  const waitedMicros = Number(attempts[1]?.span.attributes['signalbox.attempt.waited_ms']) * 1000;
  const wholeMicros = Number(server.span.endUnixNano - server.span.startUnixNano) / 1000;
  expect(server.facts.overheadMicros).toBeLessThanOrEqual(wholeMicros - waitedMicros + 1000);
});

test('an open circuit: the next target at once, without one a 503 that says when, in the caller’s dialect', async () => {
  for (let i = 0; i < 3; i++) expect((await ask('broken')).answer.status).toBeGreaterThanOrEqual(502);
  const openai = await ask('broken');
  expect(openai.answer.status).toBe(503);
  expect(Number(openai.answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.parse(openai.text)).toMatchObject({ error: { code: 'target_open' } });
  expect(openai.attempts).toEqual([]);
  const anthropic = await ask('broken', '/v1/messages');
  expect(JSON.parse(anthropic.text)).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } });

  const rerouted = await ask('broken with fallback');
  expect(rerouted.text).toContain('Hello fallback');
  expect(rerouted.attempts).toHaveLength(1);
  const [skipped, answered] = callDecisions(rerouted.server);
  expect(skipped?.[1]).toMatch(/^acme\/reset~broken was skipped: .* failed too often/);
  expect(answered).toEqual(['reroute', 'acme answered 200']);
});

test('the time for the whole call ends it; the time for the first byte leads to the next target', async () => {
  const bounded = await ask('bounded');
  expect(bounded.answer.status).toBe(504);
  expect(JSON.parse(bounded.text)).toMatchObject({ error: { code: 'call_timeout' } });
  expect(bounded.attempts).toHaveLength(1);
  const impatient = await ask('impatient');
  expect(impatient.text).toContain('Hello fallback');
  expect(impatient.attempts.at(-1)?.span.attributes['signalbox.attempt.reason']).toContain(
    'within 0.2 seconds',
  );
});

test('the time for the whole call also ends one whose caller does not read', async () => {
  const answer = await fetch(`${gateway.door.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'flood', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
  });
  const traceId = answer.headers.get('x-signalbox-trace-id');
  const [server] = await vi.waitFor(() => {
    const found = gateway.exchanges.find(([one]) => one?.span.traceId === traceId);
    if (found === undefined) throw new Error('Not recorded yet.');
    return found;
  }, 60_000);
  expect(server?.span.attributes['error.type']).toBe('CALL_TIMEOUT');
  await flooding.seen.at(-1)?.hungUp;
  await expect(answer.text()).rejects.toThrow();
});

test('as many calls run at one target as its bulkhead lets in: none waits unseen for a connection', async () => {
  const calls = 520;
  const hangUp = new AbortController();
  const body = JSON.stringify({
    model: 'acme/slow-first-byte~many',
    messages: [{ role: 'user', content: 'Hi' }],
  });
  const headers = { 'content-type': 'application/json' };
  const answers = Array.from({ length: calls }, () =>
    fetch(`${gateway.door.url}/v1/chat/completions`, {
      method: 'POST',
      headers,
      body,
      signal: hangUp.signal,
    }),
  );
  const reached = () => upstream.seen.filter((one) => one.body.model === 'slow-first-byte~many').length;
  await vi.waitFor(() => expect(reached()).toBe(calls), 60_000);
  hangUp.abort();
  expect((await Promise.allSettled(answers)).every(({ status }) => status === 'rejected')).toBe(true);
});
