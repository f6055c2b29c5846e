import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import type { ConsoleRouter } from '../../src/core/http/console/router.ts';
import { decodeOutline, OUTLINE_MEDIA_TYPE, outlinePath } from '../../src/shared/trace-outline/index.ts';
import type { TraceSummary } from '../../src/shared/trace.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

function connect(token: string | null) {
  const socket = createWSClient({
    url: `${engine.url.replace('http', 'ws')}/trpc`,
    connectionParams: token === null ? null : { token },
    WebSocket: WebSocket as never,
    retryDelayMs: () => 60_000,
  });
  return {
    client: createTRPCClient<ConsoleRouter>({ links: [wsLink({ client: socket })] }),
    close: () => socket.close(),
  };
}

const send = (body: unknown) =>
  fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** How an upgrade ends: the HTTP status of its refusal, or 101. */
const upgrade = (options: ClientOptions, path = '/trpc') =>
  new Promise<number>((resolve, reject) => {
    const socket = new WebSocket(`${engine.url.replace('http', 'ws')}${path}`, options);
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on('error', reject);
  });

describe('the console protocol', () => {
  it('answers who brings the token', async () => {
    const { client, close } = connect(engine.token);
    const info = await client.deployment.info.query();
    expect(info).toMatchObject({
      gatewayUrl: engine.gatewayUrl,
      otlpUrl: engine.otlpUrl,
      dataDir: engine.dataDir,
    });
    await close();
  });

  it('refuses a wrong token, and who brings none', async () => {
    const wrong = connect('wrong');
    await expect(wrong.client.deployment.info.query()).rejects.toMatchObject({
      data: { code: 'UNAUTHORIZED' },
    });
    await wrong.close();
    const none = connect(null);
    await expect(none.client.deployment.info.query()).rejects.toThrow();
    await none.close();
  });

  it('pushes a new trace to who listens', async () => {
    const { client, close } = connect(engine.token);
    const { traceId, body } = agentTrace();
    const arrived = new Promise<TraceSummary>((resolve, reject) => {
      client.traces.live.subscribe(
        { filter: { service: 'support-agent' }, since: null },
        {
          onStarted: () => void send(body).catch(reject),
          onData: ({ data }) => {
            const found = data.find((trace) => trace.traceId === traceId);
            if (found !== undefined) resolve(found);
          },
          onError: reject,
        },
      );
    });
    expect(await arrived).toMatchObject({ spanCount: 3, costUsd: '0.0035' });
    await close();
  });

  it('gives outline, span and conversation of a trace', async () => {
    const { client, close } = connect(engine.token);
    const { traceId, body } = agentTrace();
    await send(body);
    const answer = await outlineOf(traceId);
    expect(answer.headers.get('content-type')).toBe(OUTLINE_MEDIA_TYPE);
    expect([...decodeOutline(await answer.arrayBuffer()).columns.parent]).toEqual([-1, 0, 0]);
    const { span, conversation } = await client.traces.span.query({ traceId, spanId: '00000000000000a2' });
    expect(span.cost).toMatchObject({ total: '3500000', input: '2500000', output: '1000000' });
    expect(conversation?.input).toEqual([
      { role: 'user', name: null, parts: [{ type: 'text', text: 'Where is my order?' }], finishReason: null },
    ]);
    await close();
  });

  it('tells problems from the registry', async () => {
    const { client, close } = connect(engine.token);
    const spanId = '1'.repeat(16);
    await expect(client.traces.span.query({ traceId: 'f'.repeat(32), spanId })).rejects.toMatchObject({
      data: { problem: { code: 'SPAN_NOT_FOUND', action: expect.any(String) as string } },
    });
    await expect(client.traces.span.query({ traceId: 'no id', spanId })).rejects.toMatchObject({
      data: { problem: { code: 'BODY_INVALID' } },
    });
    await close();
  });
});

const outlineOf = (traceId: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${engine.url}${outlinePath(traceId)}`, {
    method,
    headers: { authorization: `Bearer ${engine.token}`, ...headers },
  });

describe('the outline of a trace, as bytes', () => {
  const unknown = 'f'.repeat(32);

  it('tells problems from the registry', async () => {
    const missing = await outlineOf(unknown);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: 'TRACE_NOT_FOUND' } });
    expect((await outlineOf('nonsense')).status).toBe(400);
  });

  it('is for who may use the console', async () => {
    expect((await outlineOf(unknown, { authorization: '' })).status).toBe(401);
    expect((await outlineOf(unknown, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await outlineOf(unknown, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('is given to a page of another origin that was named, as the desktop is, and to none else', async () => {
    const asked = {
      authorization: '',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    const preflight = await outlineOf(unknown, { ...asked, origin: engine.url }, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(preflight.headers.get('access-control-allow-origin')).toBe(engine.url);
    const refused = await outlineOf(unknown, { ...asked, origin: 'https://evil.example' }, 'OPTIONS');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('upgrades', () => {
  it('are refused to foreign origins, hosts and paths', async () => {
    expect(await upgrade({ origin: 'https://evil.example' })).toBe(403);
    expect(await upgrade({ headers: { host: 'evil.example' } })).toBe(403);
    expect(await upgrade({}, '/elsewhere')).toBe(404);
    expect(await upgrade({ origin: engine.url })).toBe(101);
  });
});

describe('the login link', () => {
  it('works once and gives a session that REST accepts', async () => {
    const link = engine.loginUrl();
    const first = await fetch(link, { redirect: 'manual' });
    expect(first.status).toBe(303);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toContain('HttpOnly; SameSite=Strict');
    const session = cookie.split(';', 1)[0] ?? '';
    const list = await fetch(`${engine.url}/api/v1/observability/traces`, { headers: { cookie: session } });
    expect(list.status).toBe(200);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
  });
});
