import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import {
  FLOOD_EVENTS,
  startMisbehavingUpstream,
  type MisbehavingUpstream,
} from '../fixtures/misbehaving-upstream.ts';

/* The real OpenAI SDK before the real door, in front of an HTTP server that misbehaves on command. */

/** How many exchanges the tests before have recorded. */
let before = 0;
let upstream: MisbehavingUpstream;
let gateway: GatewayUnderTest;
const messages = [{ role: 'user' as const, content: 'Hi' }];
const KEY = 'sk-upstream-0123456789';

beforeAll(async () => {
  upstream = await startMisbehavingUpstream();
  const settings = { dialect: 'openai', apiKey: KEY } as const;
  gateway = await startGateway({
    upstreams: [
      { ...settings, name: 'acme', baseUrl: `${upstream.url}/v1/` },
      { ...settings, name: 'keyless', baseUrl: upstream.url, apiKey: null },
      { ...settings, name: 'gone', baseUrl: 'http://127.0.0.1:1' },
    ],
    timeouts: { connectMs: 500, firstByteMs: 300, idleMs: 300 },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.seen.length = 0;
  before = gateway.exchanges.length;
});

function create(model: string) {
  return gateway.openai.chat.completions.create({ model, messages });
}

/** Reads a stream to its end: the text that came, and the error that ended it. */
async function stream(model: string, options: object = {}): Promise<{ text: string; error: unknown }> {
  let text = '';
  try {
    const chunks = await gateway.openai.chat.completions.create({
      model,
      messages,
      stream: true,
      ...options,
    });
    for await (const chunk of chunks) text += chunk.choices[0]?.delta.content ?? '';
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
}

/** The exchange with this number in the test, once it is recorded. */
function recorded(index = 0) {
  return gateway.exchange(before + index);
}

describe('what is sent', () => {
  test('the provider’s key, never the caller’s; the model by its own name; the rest unchanged', async () => {
    await gateway.openai.chat.completions.create(
      { model: 'acme/any/model', messages, seed: 3 },
      { headers: { cookie: 'a=b', 'x-private': '1', 'openai-organization': 'org-1' } },
    );
    const [request] = upstream.seen;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'openai-organization': 'org-1',
    });
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('x-private');
    expect(JSON.parse(request?.text ?? '')).toEqual({ model: 'any/model', messages, seed: 3 });
    const { server, client } = await recorded();
    expect(request?.headers.traceparent).toBe(`00-${server.span.traceId}-${client?.span.spanId}-01`);
    expect(server.facts).toMatchObject({
      provider: 'acme',
      usage: { input: 1500, output: 20, cacheRead: 1024, cacheWrite: 0, reasoning: 8 },
    });
    expect(client?.span.attributes).toMatchObject({
      'url.full': `${upstream.url}/v1/chat/completions`,
      'server.address': '127.0.0.1',
      'http.response.status_code': 200,
      'signalbox.simulated': false,
    });
  });

  test('byte for byte, where nothing must change', async () => {
    const body = '{ "model":"listed-model",  "messages":[{"role":"user","content":"Hi"}], "x": 1.0 }';
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${gateway.door.url}/v1/chat/completions`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(upstream.seen[0]?.text).toBe(body);
  });

  test('the caller’s key goes to a provider that has none', async () => {
    await create('keyless/x');
    expect(upstream.seen[0]?.headers.authorization).toBe('Bearer caller-key');
  });

  test('models that providers list are known by their bare names', async () => {
    const ids = (await gateway.openai.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['listed-model', 'org/slashed-model', 'acme/listed-model']));
    await create('org/slashed-model');
    expect(upstream.seen[0]?.path).toBe('/v1/chat/completions');
    expect((await recorded()).server.facts.provider).toBe('acme');
  });
});

describe('streams', () => {
  test('arrive whole, comments and all, in pieces of any size', async () => {
    expect(await stream('acme/fine')).toEqual({ text: 'Hello world', error: null });
    expect(JSON.parse(upstream.seen[0]?.text ?? '')).toMatchObject({
      stream_options: { include_usage: true },
    });
    expect(await stream('acme/crumbs')).toEqual({ text: 'Hello world', error: null });
    const { server } = await recorded(1);
    expect(server.facts.usage).toMatchObject({ input: 1500, output: 20, cacheRead: 1024 });
  });

  test('without [DONE] but finished are complete', async () => {
    expect(await stream('acme/no-done')).toEqual({ text: 'Hello world', error: null });
  });

  test('without usage are counted by the tokenizer, and said to be', async () => {
    expect((await stream('acme/no-usage')).error).toBeNull();
    const { server } = await recorded();
    // "Hi" is one token, and three around it and before the answer; "Hello world" is two.
    expect(server.facts.usage).toMatchObject({ input: 7, output: 2, cacheRead: null });
    expect(server.cost?.total).toBe('9000');
    expect(server.span.attributes).toMatchObject({
      'signalbox.usage.estimated': true,
      'signalbox.call.status': 'ok',
    });
    expect(server.span.statusCode).toBe(0);
  });

  test.each([
    ['cut-mid-event', 'Hello', 'PROVIDER_STREAM_CUT'],
    ['polite-cut', 'Hello world', 'PROVIDER_STREAM_CUT'],
    ['stall', 'Hello', 'PROVIDER_STREAM_STALLED'],
    ['malformed', 'Hello', 'PROVIDER_ANSWER_MALFORMED'],
  ])('%s is an error after what arrived', async (model, text, code) => {
    const got = await stream(`acme/${model}`);
    expect(got.text).toBe(text);
    expect(got.error).toBeInstanceOf(OpenAI.APIError);
    expect(got.error).toMatchObject({ code: code.toLowerCase(), type: 'server_error' });
    const { server, client } = await recorded();
    expect(server.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': code } });
    expect(server.span.attributes['signalbox.usage.estimated']).toBe(true);
    expect(server.facts.usage).toMatchObject({ input: 7, output: text === 'Hello' ? 1 : 2 });
    expect(server.cost?.total).toBe(text === 'Hello' ? '8000' : '9000');
    expect(server.span.attributes['signalbox.call.status']).toBe('cut');
    expect(client?.span.statusCode).toBe(2);
  });

  test('a cut stream is never a clean end of the connection', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ model: 'acme/polite-cut', messages, stream: true });
    const answer = await fetch(`${gateway.door.url}/v1/chat/completions`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(TypeError);
  });

  test('the provider’s own error event is handed on and recorded', async () => {
    const got = await stream('acme/error-event');
    expect(got.error).toMatchObject({ code: 'model_broke' });
    const { server } = await recorded();
    expect(server.span).toMatchObject({ statusCode: 2, statusMessage: 'The model broke' });
    expect(server.span.attributes['error.type']).toBe('model_broke');
  });

  test('a caller that reads slowly slows the provider down, and misses nothing', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ model: 'acme/flood', messages, stream: true });
    const answer = await fetch(`${gateway.door.url}/v1/chat/completions`, { method: 'POST', headers, body });
    let before = -1;
    const isStill = () => {
      const still = upstream.flooded() === before;
      before = upstream.flooded();
      return still;
    };
    await expect.poll(isStill, { interval: 100, timeout: 60_000 }).toBe(true);
    expect(upstream.flooded()).toBeLessThan((FLOOD_EVENTS * 64 * 1024) / 2);
    const text = await answer.text();
    expect(text.length).toBeGreaterThan(FLOOD_EVENTS * 64 * 1024);
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
    const { server } = await recorded();
    expect(server.span.statusCode).toBe(0);
    expect(server.facts.overheadMicros).toBeGreaterThan(0);
  });

  test('a caller that hangs up ends the call upstream', async () => {
    const chunks = await gateway.openai.chat.completions.create({
      model: 'acme/stall',
      messages,
      stream: true,
    });
    for await (const chunk of chunks) {
      expect(chunk.choices).toHaveLength(1);
      break;
    }
    await upstream.seen[0]?.hungUp;
    const { server } = await recorded();
    expect(server.span.attributes).toMatchObject({
      'error.type': 'cancelled',
      'gen_ai.request.model': 'stall',
      'signalbox.request.model': 'acme/stall',
    });
  });
});

describe('errors before the first byte', () => {
  test.each([
    ['gone/x', 502, 'provider_unreachable', 'the connection was refused'],
    ['acme/reset', 502, 'provider_unreachable', 'the connection was'],
    ['acme/silent', 504, 'provider_timeout', 'within 0.3 seconds'],
    ['acme/not-json', 502, 'provider_answer_malformed', 'no chat completion'],
    ['acme/not-a-completion', 502, 'provider_answer_malformed', 'no chat completion'],
  ])('%s answers %i %s', async (model, status, code, message) => {
    const error: unknown = await create(model).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.InternalServerError);
    expect(error).toMatchObject({ status, code });
    expect(String(error)).toContain(message);
    const { server, client } = await recorded();
    expect(server.span.attributes['error.type']).toBe(code.toUpperCase());
    expect(client?.span.statusCode).toBe(2);
  });

  test('429 keeps Retry-After and the limits, and nothing private', async () => {
    const error: unknown = await create('acme/rate-limited').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    const { headers } = error as InstanceType<typeof OpenAI.RateLimitError>;
    expect(headers.get('retry-after')).toBe('7');
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('0');
    expect(headers.get('x-request-id')).toBe('req_upstream');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('a key that the provider repeats in its error is taken out', async () => {
    const error: unknown = await create('acme/repeats-key').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(String(error)).toContain('[key]');
    const { server } = await recorded();
    expect(
      JSON.stringify(server, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(KEY);
  });

  test('an error page is put into OpenAI’s shape', async () => {
    const error: unknown = await create('acme/html-error').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.InternalServerError);
    expect(error).toMatchObject({ status: 502, type: 'server_error' });
  });
});
