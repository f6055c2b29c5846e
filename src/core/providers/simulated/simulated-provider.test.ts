import { describe, expect, test } from 'vitest';
import type { SimulatedModel } from '../../../shared/provider.ts';
import type { Choice } from '../../dialects/canonical.ts';
import { openAiUpstream } from '../../dialects/index.ts';
import type { UpstreamAnswer } from '../upstream.ts';
import { SimulatedProvider } from './simulated-provider.ts';

const QUICK: SimulatedModel = {
  model: 'm',
  priceAs: null,
  latencyMs: 0,
  tokensPerSecond: 1_000_000,
  errorRate: 0,
  errorStatus: 503,
  streamFaultRate: 0,
  streamFault: 'none',
};

function provider(change: Partial<SimulatedModel> = {}, seed = 1): SimulatedProvider {
  const models = [
    { ...QUICK, ...change },
    { ...QUICK, model: 'gpt-5' },
  ];
  return new SimulatedProvider({ simulation: { seed, models }, stallMs: 20 });
}

function ask(
  simulated: SimulatedProvider,
  body: object,
  options: { model?: string; retry?: number; signal?: AbortSignal } = {},
): Promise<UpstreamAnswer> {
  const model = options.model ?? 'm';
  const messages = [{ role: 'user', content: 'Explain tides' }];
  return simulated.call({
    path: '/chat/completions',
    model,
    body: Buffer.from(JSON.stringify({ model, messages, ...body })),
    headers: { 'x-stainless-retry-count': String(options.retry ?? 0) },
    callerKey: null,
    signal: options.signal ?? new AbortController().signal,
  });
}

async function whole({ body }: UpstreamAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function completion(simulated: SimulatedProvider, body: object, model?: string) {
  const text = await whole(await ask(simulated, body, model === undefined ? {} : { model }));
  const answer = openAiUpstream.readAnswer(JSON.parse(text));
  if (answer === null) throw new Error(`No completion: ${text}`);
  return answer;
}

function textOf(choice: Choice | undefined): string {
  return (choice?.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function callOf(choice: Choice | undefined) {
  return choice?.parts.find((part) => part.type === 'tool_call');
}

describe('what it answers', () => {
  test('the same request gets the same answer, another seed or question another', async () => {
    const first = await completion(provider(), {});
    expect(await completion(provider(), {})).toEqual(first);
    expect((await completion(provider({}, 2), {})).choices).not.toEqual(first.choices);
    const other = { messages: [{ role: 'user', content: 'Explain clouds' }] };
    expect((await completion(provider(), other)).choices).not.toEqual(first.choices);
  });

  test('a stream says what the plain answer says', async () => {
    const plain = await completion(provider(), {});
    const reader = openAiUpstream.readStream();
    for await (const chunk of (await ask(provider(), { stream: true })).body) reader.push(chunk);
    expect(reader.complete).toBe(true);
    expect(reader.answer).toEqual(plain);
  });

  test('n choices differ, max_tokens ends at the length, stop ends before the word', async () => {
    const { choices } = await completion(provider(), { n: 3 });
    expect(new Set(choices.map(textOf)).size).toBe(3);
    const short = await completion(provider(), { max_tokens: 5 });
    expect(short.choices[0]?.finishReason).toBe('length');
    expect(short.usage.output).toBeLessThanOrEqual(5);
    const stopped = await completion(provider(), { stop: [' '] });
    expect(textOf(stopped.choices[0])).not.toContain(' ');
  });
});

describe('tools and JSON', () => {
  const tools = [
    { type: 'function', function: { name: 'send_email', description: 'Send an email to a customer' } },
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'Current weather of a city',
        parameters: {
          type: 'object',
          properties: {
            city: { type: 'string' },
            unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
            days: { type: 'integer', minimum: 1, maximum: 7 },
          },
          required: ['city', 'unit', 'days'],
        },
      },
    },
  ];
  const question = { role: 'user', content: 'What is the weather in Berlin?' };

  test('the fitting tool is called with arguments that conform, then its result is answered', async () => {
    const first = await completion(provider(), { messages: [question], tools });
    const call = callOf(first.choices[0]);
    expect(first.choices[0]?.finishReason).toBe('tool_calls');
    expect(call?.name).toBe('get_weather');
    const given = JSON.parse(call?.arguments ?? '') as Record<string, unknown>;
    expect(given.city).toBe('Berlin');
    expect([1, 2, 3, 4, 5, 6, 7]).toContain(given.days);
    expect(['celsius', 'fahrenheit']).toContain(given.unit);
    const assistant = {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: call?.id, type: 'function', function: { name: call?.name, arguments: call?.arguments } },
      ],
    };
    const result = { role: 'tool', tool_call_id: call?.id, content: '{"sky":"clear"}' };
    const second = await completion(provider(), { messages: [question, assistant, result], tools });
    expect(second.choices[0]?.finishReason).toBe('stop');
    expect(callOf(second.choices[0])).toBeUndefined();
    expect(textOf(second.choices[0])).toContain('{"sky":"clear"}');
  });

  test('tool_choice decides', async () => {
    const forced = { type: 'function', function: { name: 'send_email' } };
    const named = await completion(provider(), { messages: [question], tools, tool_choice: forced });
    expect(callOf(named.choices[0])?.name).toBe('send_email');
    const none = await completion(provider(), { messages: [question], tools, tool_choice: 'none' });
    expect(callOf(none.choices[0])).toBeUndefined();
  });

  test('response_format gets JSON of its schema', async () => {
    const schema = {
      type: 'object',
      properties: {
        label: { enum: ['a', 'b'] },
        scores: { type: 'array', items: { type: 'number' }, minItems: 2 },
      },
      required: ['label', 'scores'],
    };
    const format = { type: 'json_schema', json_schema: { name: 's', schema } };
    const { choices } = await completion(provider(), { response_format: format });
    const value = JSON.parse(textOf(choices[0])) as { label: string; scores: number[] };
    expect(['a', 'b']).toContain(value.label);
    expect(value.scores.length).toBeGreaterThanOrEqual(2);
  });
});

describe('usage', () => {
  test('counts tokens; a prompt of 1,024 tokens seen before is cached in steps of 128', async () => {
    const simulated = provider();
    const messages = [
      { role: 'system', content: 'You keep the timetable of a small railway. '.repeat(200) },
      { role: 'user', content: 'When is the next train?' },
    ];
    const first = await completion(simulated, { messages });
    expect(first.usage.input).toBeGreaterThan(1600);
    expect(first.usage.cacheRead).toBe(0);
    const second = await completion(simulated, {
      messages: [...messages, { role: 'user', content: 'And then?' }],
    });
    expect(second.usage.cacheRead).toBeGreaterThanOrEqual(1024);
    expect((second.usage.cacheRead ?? 1) % 128).toBe(0);
    expect(second.usage.cacheRead).toBeLessThanOrEqual(second.usage.input ?? 0);
  });

  test('reasoning models reason, as much as they are asked to', async () => {
    const tokens = async (effort: string) =>
      (await completion(provider(), { reasoning_effort: effort }, 'gpt-5')).usage.reasoning ?? -1;
    expect(await tokens('none')).toBe(0);
    expect(await tokens('high')).toBeGreaterThan(await tokens('low'));
    expect((await completion(provider(), {})).usage.reasoning).toBe(0);
  });
});

describe('faults', () => {
  test('errors come in OpenAI’s shape, at the rate that is set, other for a retry', async () => {
    const always = await ask(provider({ errorRate: 1, errorStatus: 429 }), {});
    expect(always.status).toBe(429);
    expect(always.headers['retry-after']).toBe('1');
    expect(JSON.parse(await whole(always))).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
    const half = provider({ errorRate: 0.5 });
    const statuses = await Promise.all(
      Array.from({ length: 40 }, async (_, retry) => (await ask(half, {}, { retry })).status),
    );
    const failed = statuses.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(32);
  });

  test.each([
    ['cut', 'PROVIDER_STREAM_CUT'],
    ['stall', 'PROVIDER_STREAM_STALLED'],
  ] as const)('%s breaks the stream off', async (streamFault, code) => {
    const answer = await ask(provider({ streamFaultRate: 1, streamFault }), { stream: true });
    await expect(whole(answer)).rejects.toMatchObject({ code });
  });

  test('no_usage, malformed and error_event are on the wire', async () => {
    const stream = async (streamFault: SimulatedModel['streamFault']) =>
      whole(await ask(provider({ streamFaultRate: 1, streamFault }), { stream: true }));
    expect(await stream('no_usage')).not.toContain('"total_tokens"');
    expect(await stream('malformed')).not.toContain('[DONE]');
    expect(await stream('error_event')).toMatch(/\{"error":\{[^\n]*\n\n$/);
  });

  test('a caller that hangs up ends the wait at once', async () => {
    const hangUp = new AbortController();
    const waiting = ask(provider({ latencyMs: 600_000 }), {}, { signal: hangUp.signal });
    hangUp.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('the simulation can be changed while it runs', async () => {
    const simulated = provider();
    simulated.simulation = { seed: 1, models: [{ ...QUICK, model: 'other', priceAs: 'openai/gpt-4o' }] };
    expect(simulated.models()).toEqual(['other']);
    expect(simulated.priceOf('other')).toBe('openai/gpt-4o');
    await expect(ask(simulated, {})).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });
});
