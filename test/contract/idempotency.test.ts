import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import { startFaultyUpstream, traceOf, type FaultyUpstream } from '../fixtures/upstreams/faulty.ts';

let upstream: FaultyUpstream;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  upstream = await startFaultyUpstream();
  gateway = await startGateway({
    upstreams: [
      { name: 'acme', dialect: 'openai', baseUrl: upstream.url, apiKey: 'upstream-key-0123456789' },
    ],
    timeouts: { connectMs: 1_000, firstByteMs: 2_000, idleMs: 2_000 },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

function ask(key: string, model: string, options: { stream?: boolean; apiKey?: string } = {}) {
  const { stream = false, apiKey = 'caller' } = options;
  return fetch(`${gateway.door.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${apiKey}`,
    },
    body: JSON.stringify({ model: `acme/${model}`, messages: [{ role: 'user', content: 'Hi' }], stream }),
  });
}

const calls = (model: string) => upstream.seen.filter(({ body }) => body.model === model).length;

test('a repeated key gets the first answer; nothing is called or paid again', async () => {
  const first = await ask('key-1', 'fine');
  const text = await first.text();
  const second = await ask('key-1', 'fine');
  expect(await second.text()).toBe(text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(second.headers.get('x-request-id')).not.toBe(null);
  expect(calls('fine')).toBe(1);
  const traceId = second.headers.get('x-signalbox-trace-id');
  const [span, ...attempts] = await vi.waitFor(() => {
    const found = gateway.exchanges.find(([one]) => one?.span.traceId === traceId);
    if (found === undefined) throw new Error('Not recorded yet.');
    return found;
  }, 60_000);
  expect(attempts).toEqual([]);
  expect(span?.cost).toBeNull();
  expect(span?.span.statusCode).toBe(0);
  const decisions = span?.span.events.map(({ attributes }) => attributes['signalbox.stage']);
  expect(decisions).toEqual(['authenticate', 'idempotency', 'record']);
});

test('a repeated key joins a stream that is still running, from its first byte', async () => {
  const first = await ask('key-2', 'joined', { stream: true });
  const second = await ask('key-2', 'joined', { stream: true });
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  upstream.release(traceOf(upstream.seen.find(({ body }) => body.model === 'joined') ?? { headers: {} }));
  const [one, other] = await Promise.all([first.text(), second.text()]);
  expect(one).toContain('[DONE]');
  expect(other).toBe(one);
  expect(calls('joined')).toBe(1);
});

test('when the first caller hangs up, the one who joined still gets the answer', async () => {
  const first = await ask('key-3', 'left', { stream: true });
  const reader = first.body?.getReader();
  await reader?.read();
  const second = await ask('key-3', 'left', { stream: true });
  await reader?.cancel();
  upstream.release(traceOf(upstream.seen.find(({ body }) => body.model === 'left') ?? { headers: {} }));
  expect(await second.text()).toContain('[DONE]');
});

test('another body is refused, another caller is not', async () => {
  await (await ask('key-4', 'fine-4')).text();
  const reused = await ask('key-4', 'other');
  expect(reused.status).toBe(409);
  expect(await reused.json()).toMatchObject({ error: { code: 'idempotency_key_reused' } });
  expect(calls('other')).toBe(0);
  await (await ask('key-4', 'fine-4', { apiKey: 'someone-else' })).text();
  expect(calls('fine-4')).toBe(2);
});

test('after a failure the same key tries again', async () => {
  expect((await ask('key-5', 'reset')).status).toBe(502);
  const before = calls('reset');
  expect((await ask('key-5', 'reset')).status).toBe(502);
  expect(calls('reset')).toBeGreaterThan(before);
});
