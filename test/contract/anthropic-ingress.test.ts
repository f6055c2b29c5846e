import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTwoVendors, type TwoVendors } from '../fixtures/two-vendors.ts';
import { ANTHROPIC_KEY } from '../fixtures/upstreams/anthropic.ts';

/* The real Anthropic SDK before the real door, answered by each kind of upstream. */

let vendors: TwoVendors;
let before = 0;
beforeAll(async () => {
  vendors = await startTwoVendors();
});
afterAll(async () => {
  await vendors.close();
});
beforeEach(() => {
  vendors.fakeAnthropic.seen.length = 0;
  vendors.fakeOpenAi.seen.length = 0;
  before = vendors.gateway.exchanges.length;
});

const messages = [{ role: 'user' as const, content: 'What is the weather in Berlin?' }];
const tools: Anthropic.Tool[] = [
  {
    name: 'get_weather',
    description: 'Current weather of a city',
    input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
];

function create(model: string, options: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}) {
  return vendors.anthropic.messages.create({ model, max_tokens: 100, messages, ...options });
}

/** Reads a stream to its end: the message that it made, and the error that ended it. */
async function stream(
  model: string,
): Promise<{ text: string; message: Anthropic.Message | null; error: unknown }> {
  let text = '';
  const running = vendors.anthropic.messages.stream({ model, max_tokens: 100, messages, tools });
  running.on('text', (delta) => (text += delta));
  try {
    const message = await running.finalMessage();
    return { text, message, error: null };
  } catch (error) {
    return { text, message: null, error };
  }
}

const failing = (model: string) => create(model).catch((thrown: unknown) => thrown);
const recorded = () => vendors.gateway.exchange(before);

describe('an Anthropic upstream', () => {
  test('gets the caller’s bytes and versions, and its own key', async () => {
    const body = `{ "model":"claude-opus-5", "max_tokens":9,  "messages":[{"role":"user","content":"Hi"}], "x": 1.0 }`;
    const answer = await fetch(`${vendors.gateway.door.url}/v1/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': 'caller-key',
        'anthropic-version': '2026-10-21',
        'anthropic-beta': 'some-beta',
      },
      body,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('request-id')).toBe('req_up_1');
    const [request] = vendors.fakeAnthropic.seen;
    expect(request?.text).toBe(body);
    expect(request?.headers).toMatchObject({
      'x-api-key': ANTHROPIC_KEY,
      'anthropic-version': '2026-10-21',
      'anthropic-beta': 'some-beta',
    });
    expect(request?.headers).not.toHaveProperty('authorization');
  });

  test('answers plain, with usage that counts the cache once', async () => {
    const message = await create('claude/any');
    expect(message.content).toMatchObject([{ type: 'thinking' }, { type: 'text', text: 'Hello wörld' }]);
    const { server } = await recorded();
    expect(server.facts).toMatchObject({
      provider: 'claude',
      model: 'any',
      usage: { input: 1424, output: 20, cacheRead: 1024, cacheWrite: 300, cacheWrite1h: 200, reasoning: 8 },
    });
    expect(server.span.attributes['url.path']).toBe('/v1/messages');
    expect(server.span.attributes['gen_ai.output.messages']).toBe(
      JSON.stringify([
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'A greeting.' },
            { type: 'text', content: 'Hello wörld' },
          ],
          finish_reason: 'stop',
        },
      ]),
    );
  });

  test.each(['claude/fine', 'claude/crumbs'])('streams %s', async (model) => {
    const { text, message, error } = await stream(model);
    expect(error).toBeNull();
    expect(text).toBe('Hello wörld');
    expect(message?.content[0]).toMatchObject({ thinking: 'A greeting.', signature: 'c2lnbmVk' });
    const { server } = await recorded();
    expect(server.facts.usage).toMatchObject({ input: 1424, output: 20, cacheRead: 1024, reasoning: 8 });
  });

  test('a keyless provider gets the caller’s key in its own header', async () => {
    await failing('keyless/any');
    expect(vendors.fakeAnthropic.seen[0]?.headers['x-api-key']).toBe('caller-key');
  });
});

describe.each(['oai/gpt-4o', 'gpt-4o'])('an upstream that speaks OpenAI (%s)', (model) => {
  test('answers plain', async () => {
    const message = await create(model, { system: 'Be brief.', metadata: { user_id: 'ada' } });
    expect(message).toMatchObject({ type: 'message', role: 'assistant', stop_reason: 'end_turn' });
    expect(message.content[0]).toMatchObject({ type: 'text' });
    expect(message.usage.output_tokens).toBeGreaterThan(0);
    const { server } = await recorded();
    const { input, cacheRead, cacheWrite } = server.facts.usage;
    expect(message.usage.input_tokens).toBe((input ?? 0) - (cacheRead ?? 0) - (cacheWrite ?? 0));
    expect(server.span.attributes['user.id']).toBe('ada');
  });

  test('streams the same text', async () => {
    const plain = await create(model);
    const running = vendors.anthropic.messages.stream({ model, max_tokens: 100, messages });
    const message = await running.finalMessage();
    expect(message.content).toEqual(plain.content);
    expect(message.usage.output_tokens).toBe(plain.usage.output_tokens);
    expect(message.stop_reason).toBe('end_turn');
  });
});

describe('translated to OpenAI', () => {
  test('images, tools, results and reasoning are said in OpenAI’s words', async () => {
    const image = { type: 'base64' as const, media_type: 'image/png' as const, data: 'AAAA' };
    const { response } = await vendors.anthropic.messages
      .create({
        model: 'oai/gpt-4o',
        max_tokens: 100,
        system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
        tools,
        tool_choice: { type: 'any', disable_parallel_tool_use: true },
        stop_sequences: ['END'],
        output_config: { effort: 'low', format: { type: 'json_schema', schema: { type: 'object' } } },
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image', source: image },
              { type: 'text', text: 'Look' },
            ],
          },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'Hm.', signature: 'x' },
              { type: 'tool_use', id: 't1', name: 'get_weather', input: { city: 'Berlin' } },
            ],
          },
          {
            role: 'user',
            content: [
              { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'sunny' }] },
              { type: 'text', text: 'And now?' },
            ],
          },
        ],
      })
      .withResponse();
    expect(vendors.fakeOpenAi.seen[0]?.body).toEqual({
      model: 'gpt-4o',
      max_tokens: 100,
      stop: ['END'],
      parallel_tool_calls: false,
      tool_choice: 'required',
      reasoning_effort: 'low',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
      },
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Current weather of a city',
            parameters: tools[0]?.input_schema,
          },
        },
      ],
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            { type: 'text', text: 'Look' },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 't1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Berlin"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 't1', content: 'sunny' },
        { role: 'user', content: 'And now?' },
      ],
    });
    expect(response.headers.get('x-signalbox-dropped-fields')).toBe(
      'cache_control, messages.content.thinking',
    );
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    const { server } = await recorded();
    expect(server.span.attributes['signalbox.dropped_fields']).toEqual([
      'cache_control',
      'messages.content.thinking',
    ]);
  });

  test.each([
    ['plain', async () => (await create('oai/tools', { tools })).content],
    ['streamed', async () => (await stream('oai/tools')).message?.content],
  ])('tool calls come back as blocks, %s', async (_, ask) => {
    expect(await ask()).toMatchObject([
      { type: 'tool_use', id: 'call_1', name: 'get_weather', input: { city: 'Berlin' } },
      { type: 'tool_use', id: 'call_2', name: 'get_time', input: {} },
    ]);
    const { server } = await recorded();
    expect(server.span.attributes['gen_ai.response.finish_reasons']).toEqual(['tool_calls']);
  });

  test('what would ask for something else is refused', async () => {
    const file = {
      type: 'document' as const,
      source: { type: 'url' as const, url: 'https://x.example/a.pdf' },
    };
    const error: unknown = await create('oai/gpt-4o', {
      messages: [{ role: 'user', content: [file] }],
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Anthropic.BadRequestError);
    expect(error).toMatchObject({ type: 'invalid_request_error', errorCode: 'field_unsupported' });
    expect(String(error)).toContain('messages[0].content[0]');
    expect(vendors.fakeOpenAi.seen).toHaveLength(0);
  });
});

describe('errors', () => {
  test.each([
    ['claude/overloaded', 529, 'overloaded_error', Anthropic.OverloadedError],
    ['claude/rate-limited', 429, 'rate_limit_error', Anthropic.RateLimitError],
    ['claude/refused', 400, 'invalid_request_error', Anthropic.BadRequestError],
    ['oai/rate-limited', 429, 'rate_limit_error', Anthropic.RateLimitError],
    ['oai/quota', 429, 'rate_limit_error', Anthropic.RateLimitError],
    ['oai/unavailable', 529, 'overloaded_error', Anthropic.OverloadedError],
    ['oai/refused', 400, 'invalid_request_error', Anthropic.BadRequestError],
    ['nowhere', 404, 'not_found_error', Anthropic.NotFoundError],
    ['gone/x', 502, 'api_error', Anthropic.InternalServerError],
  ])('%s is %i %s', async (model, status, type, kind) => {
    const error = await failing(model);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, type });
    const { requestID } = error as InstanceType<typeof Anthropic.APIError>;
    expect(requestID).toMatch(/^req_/);
    const { server } = await recorded();
    expect(server.span).toMatchObject({ statusCode: 2 });
    expect(server.span.attributes['http.response.status_code']).toBe(status);
  });

  test('when to try again is kept over the dialects, and that it never helps', async () => {
    const limited = (await failing('oai/rate-limited')) as InstanceType<typeof Anthropic.APIError>;
    expect(limited.headers?.get('retry-after')).toBe('7');
    const quota = (await failing('oai/quota')) as InstanceType<typeof Anthropic.APIError>;
    expect(quota.headers?.get('x-should-retry')).toBe('false');
    expect(quota.errorCode).toBe('insufficient_quota');
  });

  test.each(['claude/error-event', 'claude/cut', 'claude/no-stop', 'claude/stall', 'claude/malformed'])(
    '%s ends in an error that the SDK throws',
    async (model) => {
      const { message, error } = await stream(model);
      expect(message).toBeNull();
      expect(error).toBeInstanceOf(Anthropic.AnthropicError);
      expect((await recorded()).server.span.statusCode).toBe(2);
    },
  );

  test.each([
    ['oai/error-event', 'api_error', 'The server had an error'],
    ['oai/cut', 'api_error', 'ended before its end marker'],
    ['oai/stall', 'timeout_error', 'sent nothing'],
    ['oai/malformed', 'api_error', 'not in its dialect'],
  ])('%s is an error event after what arrived: %s', async (model, type, text) => {
    const { error } = await stream(model);
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect(error).toMatchObject({ type });
    expect(String(error)).toContain(text);
    expect((await recorded()).server.span.statusCode).toBe(2);
  });

  test('a caller that hangs up ends the call upstream, and what came is counted', async () => {
    const events = await vendors.anthropic.messages.create({
      model: 'claude/stall',
      max_tokens: 100,
      messages,
      stream: true,
    });
    for await (const event of events) {
      if (event.type === 'content_block_stop') break;
    }
    await vendors.fakeAnthropic.seen[0]?.hungUp;
    const { server } = await recorded();
    expect(server.span.attributes).toMatchObject({
      'error.type': 'cancelled',
      'signalbox.usage.estimated': true,
    });
    expect(server.facts.usage).toMatchObject({ input: 1424, cacheRead: 1024 });
    expect(server.facts.usage.output).toBeGreaterThan(1);
  });

  test('a wrong field is named; samplers are refused by the version that knows none', async () => {
    const headers = { 'anthropic-version': '2026-10-21' };
    const sampled = vendors.anthropic.messages.create(
      {
        model: 'gpt-4o',
        max_tokens: 5,
        messages,
        temperature: 1,
      } as Anthropic.MessageCreateParamsNonStreaming,
      { headers },
    );
    await expect(sampled).rejects.toMatchObject({ status: 400, details: { param: 'temperature' } });
    const older = vendors.anthropic.messages.create(
      {
        model: 'gpt-4o',
        max_tokens: 5,
        messages,
        temperature: 1,
      } as Anthropic.MessageCreateParamsNonStreaming,
      { headers: { 'anthropic-version': '2023-06-01' } },
    );
    await expect(older).resolves.toMatchObject({ type: 'message' });
  });

  test('a path that is not there, and a method that is not possible, in Anthropic’s shape', async () => {
    const missing = await fetch(`${vendors.gateway.door.url}/v1/messages/batches`, {
      headers: { 'anthropic-version': '2026-10-21' },
    });
    expect(missing.headers.get('request-id')).toMatch(/^req_/);
    expect(await missing.json()).toMatchObject({ type: 'error', error: { type: 'not_found_error' } });
    const wrong = await fetch(`${vendors.gateway.door.url}/v1/messages`);
    expect(wrong.status).toBe(405);
    expect(await wrong.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
  });
});

describe('counting and models', () => {
  test('the provider counts where it can, else the engine, and says so', async () => {
    const count = (model: string) =>
      vendors.anthropic.messages.countTokens({ model, messages, tools }).withResponse();
    const own = await count('claude/any');
    expect(own.data.input_tokens).toBe(4711);
    expect(own.response.headers.get('x-signalbox-counted-by')).toBe('provider');
    expect(vendors.fakeAnthropic.seen[0]?.path).toBe('/v1/messages/count_tokens');
    const estimated = await count('gpt-4o');
    expect(estimated.data.input_tokens).toBeGreaterThan(20);
    expect(estimated.response.headers.get('x-signalbox-counted-by')).toBe('estimate');
    await expect(count('nowhere')).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  test('models are listed page by page, and shown', async () => {
    const ids: string[] = [];
    for await (const { id } of vendors.anthropic.models.list({ limit: 2 })) ids.push(id);
    expect(ids).toEqual(
      expect.arrayContaining(['claude-opus-5', 'gpt-4o', 'claude/claude-opus-5', 'oai/gpt-4o']),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(await vendors.anthropic.models.retrieve('claude-opus-5')).toMatchObject({ type: 'model' });
    await expect(vendors.anthropic.models.retrieve('no')).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });
});
