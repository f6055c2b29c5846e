import Anthropic from '@anthropic-ai/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';
import { AZURE_KEY, startFakeAzure } from '../fixtures/upstreams/azure.ts';
import type { FakeServer } from '../fixtures/upstreams/fake-server.ts';

/* An Azure deployment behind the gateway, by its older address; the newer one (`/openai/v1`) is like any other. */

let azure: FakeServer;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  azure = await startFakeAzure();
  const baseUrl = `${azure.url}/openai/deployments/house-gpt?api-version=2024-10-21`;
  gateway = await startGateway({
    upstreams: [{ name: 'azure', dialect: 'openai', baseUrl, apiKey: AZURE_KEY }],
  });
});
afterAll(async () => {
  await gateway.close();
  await azure.close();
});

const messages = [{ role: 'user' as const, content: 'Hoi' }];

test('the deployment is a model by its own name; the answer comes as it was', async () => {
  const ids = (await gateway.openai.models.list()).data.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['house-gpt', 'azure/house-gpt']));
  const before = gateway.exchanges.length;
  const answer = await gateway.openai.chat.completions.create({ model: 'house-gpt', messages });
  expect(answer.choices[0]?.message.content).toBe('Grüezi');
  const { server } = await gateway.exchange(before);
  expect(server.facts).toMatchObject({ provider: 'azure', model: 'gpt-4o-2024-11-20', usage: { input: 9 } });
});

test('a stream keeps the event of the content filters, and is read past it', async () => {
  const before = gateway.exchanges.length;
  const stream = await gateway.openai.chat.completions.create({ model: 'house-gpt', messages, stream: true });
  const events: unknown[] = [];
  let said = '';
  for await (const chunk of stream) {
    events.push(chunk);
    said += chunk.choices[0]?.delta.content ?? '';
  }
  expect(said).toBe('Grüezi');
  expect(events[0]).toHaveProperty('prompt_filter_results');
  const { server } = await gateway.exchange(before);
  expect(server.span.attributes['gen_ai.response.id']).toBe('chatcmpl-az');
  expect(server.facts.usage).toMatchObject({ input: 9, output: 3 });
});

test('Anthropic’s SDK reaches it too', async () => {
  const anthropic = new Anthropic({ baseURL: gateway.door.url, apiKey: 'any', maxRetries: 0 });
  const stream = anthropic.messages.stream({ model: 'azure/house-gpt', max_tokens: 50, messages });
  const message = await stream.finalMessage();
  expect(message).toMatchObject({ id: 'chatcmpl-az', content: [{ type: 'text', text: 'Grüezi' }] });
  expect(message.usage.output_tokens).toBe(3);
});
