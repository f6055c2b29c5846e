import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTwoVendors, type TwoVendors } from '../fixtures/two-vendors.ts';

/* The real OpenAI SDK before the real door, answered by an upstream that speaks Anthropic's dialect. */

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
  before = vendors.gateway.exchanges.length;
});

const messages = [{ role: 'user' as const, content: 'What is the weather in Berlin?' }];
const tools: OpenAI.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'get_weather', parameters: { type: 'object' }, strict: true } },
];

function create(model: string, options: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {}) {
  return vendors.gateway.openai.chat.completions.create({ model, messages, ...options });
}

/** Reads a stream to its end: the completion that it made, and the error that ended it. */
async function stream(model: string, options: Partial<OpenAI.ChatCompletionCreateParamsStreaming> = {}) {
  const seen: { text: string; usage: OpenAI.CompletionUsage | null; calls: string; reason: string | null } = {
    text: '',
    usage: null,
    calls: '',
    reason: null,
  };
  try {
    const chunks = await vendors.gateway.openai.chat.completions.create({
      model,
      messages,
      stream: true,
      ...options,
    });
    for await (const chunk of chunks) {
      const [choice] = chunk.choices;
      seen.text += choice?.delta.content ?? '';
      seen.calls += (choice?.delta.tool_calls ?? [])
        .map((call) => `${call.id ?? ''}${call.function?.name ?? ''}${call.function?.arguments ?? ''}`)
        .join('');
      seen.reason = choice?.finish_reason ?? seen.reason;
      seen.usage = chunk.usage ?? seen.usage;
    }
    return { ...seen, error: null };
  } catch (error) {
    return { ...seen, error };
  }
}

const recorded = () => vendors.gateway.exchange(before);

describe('answers', () => {
  test('plain, with the cache inside the prompt', async () => {
    const { data, response } = await create('claude/any').withResponse();
    expect(data).toMatchObject({
      id: 'msg_1',
      object: 'chat.completion',
      model: 'any',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello wörld' } }],
      usage: {
        prompt_tokens: 1424,
        completion_tokens: 20,
        total_tokens: 1444,
        prompt_tokens_details: { cached_tokens: 1024, cache_write_tokens: 300 },
        completion_tokens_details: { reasoning_tokens: 8 },
      },
    });
    expect(data.choices[0]?.message).toMatchObject({ reasoning_content: 'A greeting.' });
    expect(response.headers.get('x-signalbox-dropped-fields')).toBeNull();
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    const { server, client } = await recorded();
    expect(server.facts.usage).toMatchObject({
      input: 1424,
      cacheRead: 1024,
      cacheWrite: 300,
      cacheWrite1h: 200,
    });
    expect(client?.span.attributes['url.full']).toBe(`${vendors.fakeAnthropic.url}/v1/messages`);
  });

  test.each(['claude/fine', 'claude/crumbs'])('streamed (%s), usage only for who asked', async (model) => {
    expect(await stream(model)).toMatchObject({
      text: 'Hello wörld',
      usage: null,
      reason: 'stop',
      error: null,
    });
    const asked = await stream(model, { stream_options: { include_usage: true } });
    expect(asked.usage).toMatchObject({ prompt_tokens: 1424, completion_tokens: 20 });
    const { server } = await recorded();
    expect(server.facts.usage).toMatchObject({ input: 1424, output: 20, reasoning: 8 });
  });

  test('tool calls, plain and streamed', async () => {
    const completion = await create('claude/tools', { tools });
    expect(completion.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: 'Looking.',
        tool_calls: [{ id: 'toolu_1', function: { name: 'get_weather', arguments: '{"city":"Berlin"}' } }],
      },
    });
    expect(await stream('claude/tools', { tools })).toMatchObject({
      text: 'Looking.',
      calls: 'toolu_1get_weather{"city": "Berlin"}',
      reason: 'tool_calls',
    });
  });
});

describe('requests', () => {
  test('are said in Anthropic’s words; what it cannot be told is named', async () => {
    const { response } = await vendors.gateway.openai.chat.completions
      .create({
        model: 'claude/any',
        messages: [
          { role: 'system', content: 'Be brief.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Look' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
              { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
            ],
          },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
              { id: 'b', type: 'function', function: { name: 'g', arguments: '' } },
            ],
          },
          { role: 'tool', tool_call_id: 'a', content: 'one' },
          { role: 'tool', tool_call_id: 'b', content: 'two' },
        ],
        tools,
        tool_choice: { type: 'function', function: { name: 'get_weather' } },
        parallel_tool_calls: false,
        max_completion_tokens: 50,
        temperature: 0.5,
        stop: 'END',
        seed: 7,
        user: 'ada',
        reasoning_effort: 'high',
        store: true,
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
      })
      .withResponse();
    const [request] = vendors.fakeAnthropic.seen;
    expect(request?.headers['anthropic-version']).toBe('2023-06-01');
    expect(request?.body).toEqual({
      model: 'any',
      max_tokens: 50,
      system: [{ type: 'text', text: 'Be brief.' }],
      temperature: 0.5,
      stop_sequences: ['END'],
      metadata: { user_id: 'ada' },
      thinking: { type: 'adaptive' },
      output_config: { effort: 'high', format: { type: 'json_schema', schema: { type: 'object' } } },
      tools: [{ name: 'get_weather', input_schema: { type: 'object' }, strict: true }],
      tool_choice: { type: 'tool', name: 'get_weather', disable_parallel_tool_use: true },
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
            { type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
            { type: 'tool_use', id: 'b', name: 'g', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'one' }] },
            { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: 'two' }] },
          ],
        },
      ],
    });
    expect(response.headers.get('x-signalbox-dropped-fields')).toBe('store, seed');
  });

  test.each([
    ['n', { n: 2 }],
    ['response_format', { response_format: { type: 'json_object' as const } }],
    ['logprobs', { logprobs: true }],
    ['tools[0]', { tools: [{ type: 'custom' as const, custom: { name: 'free' } }] }],
  ])('%s is refused, since the answer would be another', async (param, options) => {
    const error: unknown = await create('claude/any', options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect(error).toMatchObject({ code: 'field_unsupported', param });
    expect(vendors.fakeAnthropic.seen).toHaveLength(0);
  });
});

describe('errors', () => {
  test.each([
    ['claude/overloaded', 503, 'overloaded_error', OpenAI.InternalServerError],
    ['claude/rate-limited', 429, 'rate_limit_error', OpenAI.RateLimitError],
    ['claude/spend-limit', 429, 'enforced_spend_limit_reached', OpenAI.RateLimitError],
    ['claude/refused', 400, 'invalid_request_error', OpenAI.BadRequestError],
  ])('%s is %i %s', async (model, status, code, kind) => {
    const error: unknown = await create(model).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, code });
  });

  test.each([
    ['claude/error-event', 'overloaded_error'],
    ['claude/cut', 'provider_stream_cut'],
    ['claude/no-stop', 'provider_stream_cut'],
    ['claude/stall', 'provider_stream_stalled'],
    ['claude/malformed', 'provider_answer_malformed'],
  ])('%s is an error in the stream: %s', async (model, code) => {
    const { error } = await stream(model);
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ code });
    const { server } = await recorded();
    expect(server.span.statusCode).toBe(2);
    // The begin of the stream has said what the prompt cost.
    if (model !== 'claude/malformed') expect(server.facts.usage.input).toBe(1424);
  });
});
