import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ConsoleRouter } from '../../src/core/http/console/router.ts';
import { cancelLink } from '../../src/renderer/lib/cancel-link.ts';
import { tracePageSchema } from '../../src/shared/trace.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  for (let index = 0; index < 3; index++) {
    const { body } = agentTrace(undefined, Date.now() - 60_000 + index * 1_000);
    const response = await fetch(`${engine.otlpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }
});
afterAll(() => engine.stop());

/** One trace whose spans have attributes of a kilobyte. */
async function sendWideSpans(count: number): Promise<void> {
  const traceId = randomBytes(16).toString('hex');
  const attributes = [{ key: 'text', value: { stringValue: 'lorem ipsum dolor '.repeat(40) } }];
  const spans = Array.from({ length: count }, (_, index) => ({
    traceId,
    spanId: (index + 1).toString(16).padStart(16, '0'),
    name: 'wide',
    startTimeUnixNano: '1795176000000000000',
    endTimeUnixNano: '1795176000000000000',
    attributes,
  }));
  const response = await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }),
  });
  expect(response.status).toBe(200);
}

const ask = (q: string) =>
  fetch(`${engine.url}/api/v1/observability/traces?${new URLSearchParams({ q }).toString()}`, {
    headers: engine.headers,
  });

describe('q= of the REST list', () => {
  it.each([
    ['model:gpt-4o status:error', 3],
    ['any span (operation:execute_tool duration:>1us)', 3],
    ['cost:>$1', 0],
    ['"invoke_agent support" and not service:other', 3],
    ['@gen_ai.request.model:gpt*', 3],
    ['', 3],
  ])('answers %s', async (q, count) => {
    const response = await ask(q);
    expect(response.status).toBe(200);
    expect(tracePageSchema.parse(await response.json()).traces).toHaveLength(count);
  });

  it('says where a filter is wrong', async () => {
    const response = await ask('status:error modle:gpt-4o');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'FILTER_INVALID',
        message: expect.stringContaining('Did you mean model?') as string,
        position: { from: 13, to: 19 },
      },
    });
  });

  it.each([
    ['service:"x\' OR 1=1 --"', 200],
    ["service:x'; DROP TABLE traces; --", 200],
    [`${'('.repeat(2000)}a`, 400],
    [`model:${'*a'.repeat(500)}`, 400],
    ['not '.repeat(900) + 'a', 400],
    ['name:"\u0000\u202e%_[]?"', 200],
    ['@"\u0000\\"; --":1', 200],
    ['"unclosed', 400],
    ['a'.repeat(4001), 400],
  ])('takes hostile text %#', async (q, status) => {
    const response = await ask(q);
    expect(response.status).toBe(status);
    expect((await ask('')).status).toBe(200);
  });
});

/** Processor time of the engine and this test together: unlike the clock, it does not tell how busy the machine is. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

describe('a search that takes long', () => {
  /** Some seconds: each of many spans is compared with each of many texts. */
  const slow = `any span (${Array.from({ length: 199 }, (_, index) => `x${index}y*z`).join(' or ')})`;
  const range = { from: '2026-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

  beforeAll(async () => {
    await sendWideSpans(6_000);
  });

  it('is stopped in its thread when the console no longer waits for it', async () => {
    const socket = createWSClient({
      url: `${engine.url.replace('http', 'ws')}/trpc`,
      connectionParams: { token: engine.token },
      WebSocket: WebSocket as never,
    });
    const { traces, cancel } = createTRPCClient<ConsoleRouter>({
      links: [cancelLink((error) => expect.unreachable(String(error))), wsLink({ client: socket })],
    });
    const controllers = Array.from({ length: 6 }, () => new AbortController());
    const searches = controllers.map(({ signal }) =>
      traces.histogram.query({ filter: { q: slow }, ...range, buckets: 10 }, { signal }),
    );
    const settled = Promise.allSettled(searches);
    // Answered once the searches have come to the engine.
    await cancel.mutate({ callId: 'nobody' });
    const before = process.cpuUsage();
    // The threads are busy: what is asked meanwhile waits, until those before it are given up.
    const next = traces.list.query({ filter: { q: 'service:nobody' } });
    for (const controller of controllers) controller.abort();
    await expect(next).resolves.toMatchObject({ traces: [] });
    expect(cpuSeconds(before)).toBeLessThan(10);
    await settled;
    await socket.close();
  });

  it('is stopped when a REST client hangs up', async () => {
    const searches = Array.from({ length: 4 }, () =>
      get(`${engine.url}/api/v1/observability/traces?${new URLSearchParams({ q: slow }).toString()}`, {
        headers: engine.headers,
        agent: false,
      }).on('error', () => undefined),
    );
    await Promise.all(searches.map((search) => once(search, 'finish')));
    // Answered once the searches, which were sent before, have come to the engine.
    expect((await fetch(`${engine.url}/healthz`)).status).toBe(200);
    const before = process.cpuUsage();
    const next = ask('service:nobody');
    for (const search of searches) search.destroy();
    expect((await next).status).toBe(200);
    expect(cpuSeconds(before)).toBeLessThan(10);
  });
});
