import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBeforeGemini, type BeforeGemini } from '../fixtures/before-gemini.ts';
import { startMisbehavingUpstream, type MisbehavingUpstream } from '../fixtures/misbehaving-upstream.ts';

/* The Responses API by the real OpenAI SDK, answered by upstreams that do not have it. */

let started: BeforeGemini;
let compatible: MisbehavingUpstream;
let gateway: BeforeGemini['gateway'];
const model = 'gpt-4o';
const tool = {
  type: 'function' as const,
  name: 'get_weather',
  description: 'Current weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
};

beforeAll(async () => {
  compatible = await startMisbehavingUpstream();
  started = await startBeforeGemini({
    upstreams: [{ name: 'compatible', dialect: 'openai', baseUrl: compatible.url, apiKey: 'k' }],
  });
  ({ gateway } = started);
});
afterAll(async () => {
  await started.close();
  await compatible.close();
});

/** How many exchanges the tests before have recorded. */
let before = 0;
beforeEach(() => {
  before = gateway.exchanges.length;
});

async function failure(body: object): Promise<InstanceType<typeof OpenAI.APIError>> {
  const error: unknown = await gateway.openai.responses
    .create({ model, input: 'Hi', ...body, stream: false })
    .catch((thrown: unknown) => thrown);
  if (error instanceof OpenAI.APIError) return error;
  throw new Error('The call did not fail.');
}

function functionCall({ output }: OpenAI.Responses.Response) {
  const [call] = output.filter((item) => item.type === 'function_call');
  return call;
}

test('plain', async () => {
  const response = await gateway.openai.responses.create({
    model,
    instructions: 'Be brief.',
    input: 'Explain how a signal box works',
    metadata: { session_id: 'talk-1' },
  });
  expect(response).toMatchObject({ object: 'response', status: 'completed', store: false, error: null });
  expect(response.output_text).toMatch(/\w+ \w+/);
  expect(response.usage?.total_tokens).toBeGreaterThan(20);
  const { server } = await gateway.exchange(before);
  expect(server.span.attributes).toMatchObject({
    'url.path': '/v1/responses',
    'gen_ai.operation.name': 'chat',
    'gen_ai.conversation.id': 'talk-1',
    'gen_ai.usage.output_tokens': response.usage?.output_tokens,
  });
});

test('an answer that is too long for its limit is incomplete', async () => {
  const input = 'Explain how a signal box works';
  const response = await gateway.openai.responses.create({ model, input, max_output_tokens: 16 });
  expect(response.status).toBe('incomplete');
  expect(response.incomplete_details?.reason).toBe('max_output_tokens');
});

test('streamed: named events, numbered, and a whole response at the end', async () => {
  const input = 'Explain how a signal box works';
  const stream = await gateway.openai.responses.create({ model, input, stream: true });
  const types: string[] = [];
  let text = '';
  let last: OpenAI.Responses.Response | undefined;
  for await (const event of stream) {
    expect('sequence_number' in event ? event.sequence_number : -1).toBe(types.length);
    types.push(event.type);
    if (event.type === 'response.output_text.delta') text += event.delta;
    if (event.type === 'response.completed') last = event.response;
  }
  expect(types.slice(0, 4)).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
  ]);
  expect(types.slice(-4)).toEqual([
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
  const plain = await gateway.openai.responses.create({ model, input });
  expect(text).toBe(plain.output_text);
  expect(last?.usage?.output_tokens).toBe(plain.usage?.output_tokens);
});

test('the SDK’s own stream helper understands it', async () => {
  const final = await gateway.openai.responses.stream({ model, input: 'Hello there' }).finalResponse();
  expect(final.output_text).not.toBe('');
});

test('JSON by a schema', async () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' } },
    required: ['name'],
    additionalProperties: false,
  };
  const response = await gateway.openai.responses.create({
    model,
    input: 'Name a station',
    text: { format: { type: 'json_schema', name: 'station', schema, strict: true } },
  });
  expect(JSON.parse(response.output_text)).toEqual({ name: expect.any(String) as unknown });
});

describe.each([['gpt-4o'], ['gemini/gemini-3-pro-preview']])('tools of %s', (name) => {
  test.each([false, true])('a call and its output, streamed: %s', async (streamed) => {
    const body = { model: name, tools: [tool], reasoning: { effort: 'low' as const } };
    const ask = (input: OpenAI.Responses.ResponseInput) =>
      streamed
        ? gateway.openai.responses.stream({ ...body, input }).finalResponse()
        : gateway.openai.responses.create({ ...body, input });
    const question = { role: 'user' as const, content: 'What is the weather in Bern?' };
    const asked = await ask([question]);
    const call = functionCall(asked);
    expect(call).toMatchObject({ name: 'get_weather', arguments: '{"city":"Bern"}', status: 'completed' });
    const answer = await ask([
      question,
      ...asked.output.map(({ ...item }) => item as OpenAI.Responses.ResponseInputItem),
      { type: 'function_call_output', call_id: call?.call_id ?? 'none', output: '{"sky":"clear"}' },
    ]);
    expect(answer.output_text).toContain('clear');
    expect(answer.output.some((item) => item.type === 'function_call')).toBe(false);
  });
});

test('Gemini’s signature comes back from what the SDK keeps of an answer', async () => {
  const body = { model: 'gemini/gemini-3-pro-preview', tools: [tool] };
  const question = { role: 'user' as const, content: 'Weather?' };
  const asked = await gateway.openai.responses.create({ ...body, input: [question] });
  const call = functionCall(asked);
  await gateway.openai.responses.create({
    ...body,
    input: [
      question,
      ...asked.output.map((item) => item as OpenAI.Responses.ResponseInputItem),
      { type: 'function_call_output', call_id: call?.call_id ?? 'none', output: 'clear' },
    ],
  });
  const [, said] = started.gemini.seen.at(-1)?.body.contents ?? [];
  expect(said?.parts?.[0]).toMatchObject({ thoughtSignature: 'c2lnbmF0dXJl' });
});

test.each([
  [{ previous_response_id: 'resp_1' }, 'previous_response_id'],
  [{ conversation: 'conv_1' }, 'conversation'],
  [{ background: true }, 'background'],
  [{ tools: [{ type: 'web_search' }] }, 'tools[0]'],
])('%j is refused', async (body, param) => {
  const error = await failure(body);
  expect(error).toBeInstanceOf(OpenAI.BadRequestError);
  expect(error).toMatchObject({ code: 'responses_field_unsupported', param });
});

test('errors before the answer', async () => {
  expect(await failure({ model: 'nobody' })).toBeInstanceOf(OpenAI.NotFoundError);
  expect(await failure({ model: 'compatible/rate-limited' })).toBeInstanceOf(OpenAI.RateLimitError);
  const unsupported = { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] };
  expect(await failure(unsupported)).toMatchObject({ status: 400, code: 'field_unsupported' });
});

test.each(['cut-mid-event', 'malformed', 'error-event'])(
  'a stream that breaks (%s) tells it by numbered events',
  async (name) => {
    const stream = await gateway.openai.responses.create({
      model: `compatible/${name}`,
      input: 'Hi',
      stream: true,
    });
    const events: OpenAI.Responses.ResponseStreamEvent[] = [];
    const read = async () => {
      for await (const event of stream) events.push(event);
    };
    // The SDK throws at the event `error` that follows.
    await expect(read()).rejects.toBeInstanceOf(OpenAI.APIError);
    const last = events.at(-1);
    expect(last?.type === 'response.failed' ? last.response.error?.message : '').toMatch(/\w/);
    expect(events.map((event) => ('sequence_number' in event ? event.sequence_number : -1))).toEqual(
      events.map((_, index) => index),
    );
  },
);
