import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startBeforeGemini, type BeforeGemini } from '../fixtures/before-gemini.ts';
import { quick } from '../fixtures/gateway-under-test.ts';
import { startMisbehavingUpstream, type MisbehavingUpstream } from '../fixtures/misbehaving-upstream.ts';

/* Embeddings by the real OpenAI SDK, which asks for base64 unless it is told otherwise. */

let started: BeforeGemini;
let compatible: MisbehavingUpstream;
let gateway: BeforeGemini['gateway'];
const model = 'text-embedding-3-small';

beforeAll(async () => {
  compatible = await startMisbehavingUpstream();
  started = await startBeforeGemini({
    simulation: { seed: 7, models: [quick('gpt-4o'), quick(model)] },
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

test('base64 and floats say the same, and the exchange is recorded with usage and cost', async () => {
  const input = ['The signal box of Bern', 'Bread with butter'];
  const packed = await gateway.openai.embeddings.create({ model, input });
  const plain = await gateway.openai.embeddings.create({ model, input, encoding_format: 'float' });
  expect(packed.data.map(({ index }) => index)).toEqual([0, 1]);
  expect(packed.data[0]?.embedding).toHaveLength(1536);
  packed.data.forEach(({ embedding }, which) => {
    const other = plain.data[which]?.embedding ?? [];
    const apart = embedding.map((value, at) => Math.abs(value - (other[at] ?? NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-7);
  });
  expect(plain.usage.prompt_tokens).toBeGreaterThan(5);
  const { server, client } = await gateway.exchange(before);
  expect(server.span.name).toBe(`embeddings ${model}`);
  expect(server.span.attributes).toMatchObject({
    'gen_ai.operation.name': 'embeddings',
    'gen_ai.request.model': model,
    'gen_ai.usage.input_tokens': plain.usage.prompt_tokens,
    'url.path': '/v1/embeddings',
  });
  expect(server.facts.operation).toBe('embeddings');
  expect(server.cost?.total).toBe(String(plain.usage.prompt_tokens * 1000));
  expect(client?.span.statusCode).toBe(0);
});

test('dimensions', async () => {
  const { data } = await gateway.openai.embeddings.create({ model, input: 'x', dimensions: 8 });
  expect(data[0]?.embedding).toHaveLength(8);
});

test('tokens as input', async () => {
  const { usage } = await gateway.openai.embeddings.create({ model, input: [1, 2, 3] });
  expect(usage.prompt_tokens).toBe(3);
});

test('a compatible upstream gets the bytes and gives its answer as it is', async () => {
  const { data, usage } = await gateway.openai.embeddings.create({
    model: 'compatible/listed-model',
    input: 'x',
    encoding_format: 'float',
  });
  expect(data[0]?.embedding).toEqual([0.6, 0.8]);
  expect(usage.prompt_tokens).toBe(5);
  const seen = compatible.seen.at(-1);
  expect(seen?.path).toBe('/v1/embeddings');
  expect(JSON.parse(seen?.text ?? '')).toEqual({
    model: 'listed-model',
    input: 'x',
    encoding_format: 'float',
  });
  const { server } = await gateway.exchange(before);
  expect(server.facts.usage.input).toBe(5);
});

test.each([
  ['a chat model', { model: 'gpt-4o' }, OpenAI.BadRequestError],
  ['too many dimensions', { dimensions: 10_000 }, OpenAI.BadRequestError],
  ['no input', { input: [] }, OpenAI.BadRequestError],
  ['an unknown model', { model: 'nobody' }, OpenAI.NotFoundError],
  ['an upstream of another dialect', { model: 'gemini/gemini-2.5-flash' }, OpenAI.BadRequestError],
  ['a limit of the upstream', { model: 'compatible/rate-limited' }, OpenAI.RateLimitError],
])('%s is told in OpenAI’s words', async (_, body, expected) => {
  await expect(gateway.openai.embeddings.create({ model, input: 'x', ...body })).rejects.toBeInstanceOf(
    expected,
  );
  const { server } = await gateway.exchange(before);
  expect(server.span.statusCode).toBe(2);
});
