import type Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBeforeGemini, type BeforeGemini } from '../fixtures/before-gemini.ts';

/* Callers with the SDKs of other vendors, answered by Gemini. */

let started: BeforeGemini;
let gateway: BeforeGemini['gateway'];
let anthropic: Anthropic;
const model = 'gemini/gemini-3-pro-preview';
const messages = [{ role: 'user' as const, content: 'Hi' }];
const parameters = { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] };

beforeAll(async () => {
  started = await startBeforeGemini({ timeouts: { connectMs: 1000, firstByteMs: 300, idleMs: 200 } });
  ({ gateway, anthropic } = started);
});
afterAll(() => started.close());

/** How many exchanges the tests before have recorded. */
let before = 0;
beforeEach(() => {
  before = gateway.exchanges.length;
});

const lastBody = () => started.gemini.seen.at(-1)?.body;

test('Gemini’s models are listed', async () => {
  const models = await gateway.openai.models.list();
  expect(models.data).toContainEqual(expect.objectContaining({ id: 'gemini-2.5-flash', owned_by: 'gemini' }));
});

describe('OpenAI’s SDK', () => {
  const tools = [{ type: 'function' as const, function: { name: 'get_weather', parameters } }];

  test('plain', async () => {
    const { data, response } = await gateway.openai.chat.completions
      .create({ model, messages, max_completion_tokens: 50, parallel_tool_calls: false })
      .withResponse();
    expect(data.choices[0]).toMatchObject({ message: { content: 'Hello world' }, finish_reason: 'stop' });
    expect(data.usage).toMatchObject({
      prompt_tokens: 1500,
      completion_tokens: 20,
      prompt_tokens_details: { cached_tokens: 1024 },
      completion_tokens_details: { reasoning_tokens: 8 },
    });
    expect(response.headers.get('x-signalbox-dropped-fields')).toBe('parallel_tool_calls');
    expect(started.gemini.seen.at(-1)?.path).toBe('/v1beta/models/gemini-3-pro-preview:generateContent');
    expect(started.gemini.seen.at(-1)?.headers.authorization).toBeUndefined();
    expect(lastBody()).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      generationConfig: { maxOutputTokens: 50 },
    });
    const { server, client } = await gateway.exchange(before);
    expect(server.facts.usage).toMatchObject({ input: 1500, output: 20, cacheRead: 1024, reasoning: 8 });
    expect(client?.span.attributes['url.full']).toContain('/v1beta');
  });

  test('field names that no header can hold do no harm', async () => {
    const odd = { 'wörld\n😀': 1, ['x'.repeat(5000)]: 1 };
    const { response } = await gateway.openai.chat.completions
      .create({ model, messages, ...odd })
      .withResponse();
    const dropped = response.headers.get('x-signalbox-dropped-fields') ?? '';
    expect(dropped).toMatch(/^w\?rld\?\?\?, x+\.\.\.$/);
    expect(dropped).toHaveLength(2048);
  });

  test('streamed, with usage', async () => {
    const stream = await gateway.openai.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let finish: string | null = null;
    let output: number | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
      output = chunk.usage?.completion_tokens ?? output;
    }
    expect([text, finish, output]).toEqual(['Hello world', 'stop', 20]);
    expect(started.gemini.seen.at(-1)?.path).toBe(
      '/v1beta/models/gemini-3-pro-preview:streamGenerateContent?alt=sse',
    );
  });

  test.each([false, true])('a loop of tool calls, streamed: %s', async (stream) => {
    const asked: unknown[] = [];
    const weather = {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        description: 'Current weather',
        parameters,
        parse: (given: string) => JSON.parse(given) as { city: string },
        function: (given: { city: string }) => {
          asked.push(given);
          return '{"sky":"clear"}';
        },
      },
    };
    const body = { model, messages, tools: [weather] };
    const runner = stream
      ? gateway.openai.chat.completions.runTools({ ...body, stream: true })
      : gateway.openai.chat.completions.runTools(body);
    expect(await runner.finalContent()).toContain('clear');
    expect(asked).toEqual([{ city: 'Bern' }]);
    // OpenAI's format has no place for Gemini's signature, and Gemini 3 refuses calls without any.
    const [, call, result] = lastBody()?.contents ?? [];
    expect(call?.parts?.[0]).toMatchObject({
      functionCall: { name: 'get_weather', args: { city: 'Bern' } },
      thoughtSignature: 'skip_thought_signature_validator',
    });
    expect(result?.parts?.[0]).toMatchObject({
      functionResponse: { name: 'get_weather', response: { output: { sky: 'clear' } } },
    });
  });

  test('errors are told in OpenAI’s words', async () => {
    const limited = await failure({ model: 'gemini/rate-limited', messages });
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect(limited.headers?.get('retry-after')).toBe('7');
    const exhausted = await failure({ model: 'gemini/quota-exhausted', messages });
    expect(exhausted.headers?.get('x-should-retry')).toBe('false');
    expect((await failure({ model: 'gemini/not-json', messages })).status).toBe(502);
    expect((await failure({ model: 'gemini/silent', messages })).status).toBe(504);
    expect((await failure({ model: 'gemini/reset', messages })).status).toBe(502);
    const audio = { type: 'input_audio' as const, input_audio: { data: 'UklG', format: 'wav' as const } };
    const unsupported = await failure({ model, messages: [{ role: 'user', content: [audio] }] });
    expect(unsupported).toMatchObject({ status: 400, code: 'field_unsupported' });
  });

  test('a blocked prompt is content_filter', async () => {
    const { choices } = await gateway.openai.chat.completions.create({ model: 'gemini/blocked', messages });
    expect(choices[0]).toMatchObject({ finish_reason: 'content_filter' });
    const { server } = await gateway.exchange(before);
    expect(server.facts.usage.input).toBe(9);
  });

  test.each(['cut-mid-event', 'polite-cut', 'malformed', 'error-event', 'stall'])(
    'a stream that is broken (%s) ends in an error',
    async (name) => {
      const stream = await gateway.openai.chat.completions.create({
        model: `gemini/${name}`,
        messages,
        stream: true,
      });
      const read = async () => {
        let text = '';
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
        return text;
      };
      await expect(read()).rejects.toThrow(OpenAI.APIError);
      // What Gemini counted so far is kept; what it had written is counted here.
      const { server } = await gateway.exchange(before);
      expect(server.span.statusCode).toBe(2);
      expect(server.facts.usage.input).toBe(1500);
      expect(server.facts.usage.output).toBeGreaterThan(0);
      expect(server.span.attributes['signalbox.usage.estimated']).toBe(true);
    },
  );

  async function failure(
    body: OpenAI.ChatCompletionCreateParamsNonStreaming,
  ): Promise<InstanceType<typeof OpenAI.APIError>> {
    const error: unknown = await gateway.openai.chat.completions
      .create({ tools, ...body })
      .catch((thrown: unknown) => thrown);
    if (error instanceof OpenAI.APIError) return error;
    throw new Error('The call did not fail.');
  }
});

describe('Anthropic’s SDK', () => {
  const tools = [{ name: 'get_weather', input_schema: parameters }];
  const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
  const body = { model, max_tokens: 2000, messages };

  test('plain, with thought', async () => {
    const answer = await anthropic.messages.create({ ...body, thinking, system: 'Be brief.' });
    expect(answer.content).toMatchObject([
      { type: 'thinking', thinking: 'I think first.' },
      { type: 'text', text: 'Hello world' },
    ]);
    expect(answer.stop_reason).toBe('end_turn');
    // Anthropic counts what was cached apart.
    expect(answer.usage).toMatchObject({
      input_tokens: 476,
      cache_read_input_tokens: 1024,
      output_tokens: 20,
    });
    expect(lastBody()).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      generationConfig: { thinkingConfig: { thinkingBudget: 1024, includeThoughts: true } },
    });
  });

  test('streamed', async () => {
    const final = await anthropic.messages.stream(body).finalMessage();
    expect(final.content).toMatchObject([{ type: 'text', text: 'Hello world' }]);
    expect(final.usage.output_tokens).toBe(20);
  });

  test.each([false, true])(
    'a call, its result and the signature go round, streamed: %s',
    async (streamed) => {
      const ask = (params: Anthropic.MessageCreateParamsNonStreaming) =>
        streamed ? anthropic.messages.stream(params).finalMessage() : anthropic.messages.create(params);
      const asked = await ask({ ...body, tools, thinking });
      expect(asked.stop_reason).toBe('tool_use');
      const call = asked.content.find((block) => block.type === 'tool_use');
      expect(call).toMatchObject({ name: 'get_weather', input: { city: 'Bern' } });
      const result = { type: 'tool_result' as const, tool_use_id: call?.id ?? '', content: 'clear' };
      const answer = await ask({
        ...body,
        tools,
        thinking,
        messages: [
          ...messages,
          { role: 'assistant', content: asked.content },
          { role: 'user', content: [result] },
        ],
      });
      expect(answer.content).toMatchObject([{ type: 'thinking' }, { type: 'text' }]);
      const [, said] = lastBody()?.contents ?? [];
      expect(said?.parts?.[0]).toMatchObject({
        functionCall: { name: 'get_weather' },
        thoughtSignature: 'c2lnbmF0dXJl',
      });
    },
  );
});
