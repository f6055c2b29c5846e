import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ConsoleRouter } from '../../src/core/http/console/router.ts';
import type { Span } from '../../src/shared/trace.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

const TRACE_ID = 'c'.repeat(32);
const SPAN_ID = 'd'.repeat(16);
/** Escaped where JSON is written, and cut where pieces meet. */
const LONG = `"quoted" \u2028 \u{1F600}\n`.repeat(60_000);

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  const span = {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    name: 'large',
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000001000000000',
    attributes: [
      { key: 'long', value: { stringValue: LONG } },
      { key: 'count', value: { intValue: '7' } },
    ],
  };
  const answer = await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
  });
  expect(answer.status).toBe(200);
});
afterAll(() => engine.stop());

function connect() {
  const socket = createWSClient({
    url: `${engine.url.replace('http', 'ws')}/trpc`,
    connectionParams: { token: engine.token },
    WebSocket: WebSocket as never,
  });
  const client = createTRPCClient<ConsoleRouter>({ links: [wsLink({ client: socket })] });
  return { client, close: () => socket.close() };
}

const spanOverRest = (spanId: string) =>
  fetch(`${engine.url}/api/v1/observability/traces/${TRACE_ID}/spans/${spanId}`, {
    headers: { authorization: `Bearer ${engine.token}` },
  });

describe('a large span', () => {
  it('is whole over REST', async () => {
    const span = (await (await spanOverRest(SPAN_ID)).json()) as Span;
    expect(span).toMatchObject({ traceId: TRACE_ID, spanId: SPAN_ID, attributes: { long: LONG, count: 7 } });
    expect(await (await spanOverRest('e'.repeat(16))).json()).toMatchObject({
      error: { code: 'SPAN_NOT_FOUND' },
    });
  });

  it('comes to the console bounded, and as JSON in pieces', async () => {
    const { client, close } = connect();
    const input = { traceId: TRACE_ID, spanId: SPAN_ID };
    const detail = await client.traces.span.query(input);
    expect(detail.cutAttributes).toEqual(['long']);
    expect(detail.attributeKinds).toEqual({ count: 'int' });
    const pieces: { at: number; piece: string; length: number }[] = [];
    await new Promise<void>((resolve, reject) => {
      client.traces.spanJson.subscribe(input, {
        onData: (data) => pieces.push(data),
        onComplete: resolve,
        onError: reject,
      });
    });
    const text = pieces.map(({ piece }) => piece).join('');
    expect(text).toBe(await (await spanOverRest(SPAN_ID)).text());
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.at(-1)).toMatchObject({ length: text.length });
    await close();
  });
});
