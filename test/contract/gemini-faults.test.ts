import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBeforeGemini, type BeforeGemini } from '../fixtures/before-gemini.ts';
import { GEMINI_KEY } from '../fixtures/upstreams/gemini.ts';

/* Every fault of a Gemini upstream before callers of every dialect: each has one outcome, and is accounted. */

let started: BeforeGemini;
let gateway: BeforeGemini['gateway'];
let anthropic: Anthropic;
const messages = [{ role: 'user' as const, content: 'Hi' }];

/** Each reads a stream to its end and answers its text. */
const callers = {
  openai: async (model: string, signal?: AbortSignal): Promise<string> => {
    const stream = await gateway.openai.chat.completions.create(
      { model, messages, stream: true },
      { signal: signal ?? null },
    );
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    return text;
  },
  responses: async (model: string, signal?: AbortSignal): Promise<string> => {
    const stream = await gateway.openai.responses.create(
      { model, input: 'Hi', stream: true },
      { signal: signal ?? null },
    );
    let text = '';
    for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta;
    return text;
  },
  anthropic: async (model: string, signal?: AbortSignal): Promise<string> => {
    const stream = await anthropic.messages.create(
      { model, messages, max_tokens: 100, stream: true },
      { signal: signal ?? null },
    );
    let text = '';
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text;
    }
    return text;
  },
};
const dialects = ['openai', 'responses', 'anthropic'] as const;

beforeAll(async () => {
  started = await startBeforeGemini({
    upstreams: [{ name: 'closed', dialect: 'gemini', baseUrl: await closedUrl(), apiKey: GEMINI_KEY }],
    timeouts: { connectMs: 500, firstByteMs: 200, idleMs: 150 },
  });
  ({ gateway, anthropic } = started);
});
afterAll(() => started.close());

/** How many exchanges the tests before have recorded. */
let before = 0;
beforeEach(() => {
  before = gateway.exchanges.length;
});

describe.each(dialects)('a caller of the dialect %s', (dialect) => {
  const call = callers[dialect];
  const apiError = dialect === 'anthropic' ? Anthropic.APIError : OpenAI.APIError;

  test.each([
    ['closed/gemini-2.5-flash', 502, 'PROVIDER_UNREACHABLE'],
    ['gemini/reset', 502, 'PROVIDER_UNREACHABLE'],
    ['gemini/silent', 504, 'PROVIDER_TIMEOUT'],
    ['gemini/overloaded', 503, '503'],
  ])('%s fails with %i before the first byte', async (model, status, type) => {
    // Anthropic has a status of its own for what is overloaded.
    const told = dialect === 'anthropic' && status === 503 ? 529 : status;
    await expect(call(model)).rejects.toMatchObject({ status: told });
    const { server } = await gateway.exchange(before);
    expect(server.span.attributes['error.type']).toBe(type);
    expect(server.facts.usage).toMatchObject({ input: null, output: null });
  });

  test.each([
    ['polite-cut', 'PROVIDER_STREAM_CUT'],
    ['cut-mid-event', 'PROVIDER_STREAM_CUT'],
    ['stall', 'PROVIDER_STREAM_STALLED'],
    ['malformed', 'PROVIDER_ANSWER_MALFORMED'],
    ['error-event', 'UNAVAILABLE'],
  ])('%s is told in the stream', async (name, type) => {
    await expect(call(`gemini/${name}`)).rejects.toBeInstanceOf(apiError);
    const { server } = await gateway.exchange(before);
    expect(server.span.statusCode).toBe(2);
    expect(server.span.attributes).toMatchObject({ 'error.type': type, 'signalbox.usage.estimated': true });
    expect(server.facts.usage.input).toBe(1500);
    expect(server.facts.usage.output).toBeGreaterThan(0);
  });

  test('usage that never comes is estimated; the answer is whole', async () => {
    expect(await call('gemini/no-usage')).toBe('Hello world');
    const { server } = await gateway.exchange(before);
    expect(server.span.statusCode).toBe(0);
    expect(server.span.attributes['signalbox.usage.estimated']).toBe(true);
    expect(server.facts.usage.output).toBeGreaterThan(0);
  });

  test('Gemini is told that the caller hung up', async () => {
    const hangUp = new AbortController();
    const asked = started.gemini.seen.length;
    const calling = call('gemini/stall', hangUp.signal).catch((error: unknown) => error);
    await expect.poll(() => started.gemini.seen.length, { interval: 5 }).toBe(asked + 1);
    hangUp.abort();
    await started.gemini.seen.at(-1)?.hungUp;
    await calling;
    const { server } = await gateway.exchange(before);
    expect(server.span.attributes['error.type']).toBe('cancelled');
  });
});

/** An address that refuses connections: it was open until just now. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
