import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { traceSchema } from '../../src/shared/trace.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';
import { GEMINI_KEY, startFakeGemini, type FakeGemini } from '../fixtures/upstreams/gemini.ts';

/* From the REST call that adds the provider to the price of a call in its trace. */

let fake: FakeGemini;
let engine: TestEngine;

beforeAll(async () => {
  fake = await startFakeGemini();
  engine = await startTestEngine();
});
afterAll(async () => {
  await engine.stop();
  await fake.close();
});

test('a Gemini provider is added, called, recorded and priced', async () => {
  const added = await fetch(`${engine.url}/api/v1/providers`, {
    method: 'POST',
    headers: { ...engine.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'google', dialect: 'gemini', baseUrl: fake.url, apiKey: GEMINI_KEY }),
  });
  expect(added.status).toBe(201);
  expect(await added.json()).toMatchObject({ name: 'google', dialect: 'gemini', hasKey: true });
  const openai = new OpenAI({ baseURL: `${engine.gatewayUrl}/v1`, apiKey: 'none', maxRetries: 0 });
  const { data, response } = await openai.chat.completions
    .create({ model: 'google/gemini-2.5-flash', messages: [{ role: 'user', content: 'Hi' }] })
    .withResponse();
  expect(data.choices[0]?.message.content).toBe('Hello world');
  const traceId = response.headers.get('x-signalbox-trace-id') ?? '';
  await expect
    .poll(() => rootSpan(traceId), { timeout: 60_000 })
    .toMatchObject({ facts: { usage: { input: 1500, output: 20, cacheRead: 1024, reasoning: 8 } } });
  const root = await rootSpan(traceId);
  expect(root?.cost?.price).toContain('gemini-2.5-flash');
  expect(BigInt(root?.cost?.total ?? 0)).toBeGreaterThan(0n);
});

async function rootSpan(traceId: string) {
  const answer = await fetch(`${engine.url}/api/v1/observability/traces/${traceId}`, {
    headers: engine.headers,
  });
  if (answer.status !== 200) return undefined;
  const { spans } = traceSchema.parse(await answer.json());
  return spans.find(({ parentSpanId }) => parentSpanId === null);
}
