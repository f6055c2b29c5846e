import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import { startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';

/* The real OpenAI SDK before the real door, answered by the simulated provider. */

let gateway: GatewayUnderTest;
const messages = [{ role: 'user' as const, content: 'Explain how a signal box works' }];

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.close();
});

/** How many exchanges the tests before have recorded. */
let before = 0;
beforeEach(() => {
  before = gateway.exchanges.length;
});

/** The exchange with this number in the test, once it is recorded. */
function recorded(index = 0) {
  return gateway.exchange(before + index);
}

function textOf({ span }: StoredSpan, name: string): string {
  const value = span.attributes[name];
  if (typeof value !== 'string') throw new TypeError(`${name} is no text.`);
  return value;
}

describe('chat completions', () => {
  test('plain', async () => {
    const { data, response } = await gateway.openai.chat.completions
      .create({ model: 'gpt-4o', messages, temperature: 1, user: 'ada' })
      .withResponse();
    expect(data.choices[0]?.message.content).toMatch(/\w+ \w+/);
    expect(data.usage?.total_tokens).toBeGreaterThan(20);
    const { server, client } = await recorded();
    expect(response.headers.get('x-signalbox-trace-id')).toBe(server.span.traceId);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(server.span).toMatchObject({ name: 'chat gpt-4o', kind: 2, statusCode: 0, parentSpanId: null });
    expect(server.span.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'simulated',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.request.temperature': { doubleValue: 1 },
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': data.usage?.prompt_tokens,
      'gen_ai.usage.output_tokens': data.usage?.completion_tokens,
      'http.response.status_code': 200,
      'signalbox.exchange': true,
      'signalbox.simulated': true,
      'signalbox.price': 'openai/gpt-4o',
      'signalbox.cost.total_nanos': (data.usage?.total_tokens ?? 0) * 1000,
      'user.id': 'ada',
    });
    expect(server.span.events.map(({ attributes }) => attributes['signalbox.stage'])).toEqual([
      'authenticate',
      'limit',
      'route',
      'call',
      'account',
      'record',
    ]);
    expect(server.facts.overheadMicros).toBeGreaterThan(0);
    expect(server.cost?.total).toBe(String((data.usage?.total_tokens ?? 0) * 1000));
    expect(client?.span).toMatchObject({ name: 'POST simulated', kind: 3, parentSpanId: server.span.spanId });
    expect(client?.facts.usage.input).toBeNull();
  });

  test('streamed, with usage hidden from a caller that did not ask', async () => {
    const stream = await gateway.openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true });
    let text = '';
    let chunks = 0;
    for await (const chunk of stream) {
      expect(chunk.choices).toHaveLength(1);
      text += chunk.choices[0]?.delta.content ?? '';
      chunks++;
    }
    const plain = await gateway.openai.chat.completions.create({ model: 'gpt-4o', messages });
    expect(text).toBe(plain.choices[0]?.message.content);
    expect(chunks).toBeGreaterThan(5);
    const { server } = await recorded();
    expect(server.facts.usage.output).toBe(plain.usage?.completion_tokens);
    const firstChunk = server.span.attributes['gen_ai.response.time_to_first_chunk'];
    expect(firstChunk).toBeGreaterThan(0);
    const output = JSON.parse(textOf(server, 'gen_ai.output.messages')) as unknown;
    expect(output).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: text }], finish_reason: 'stop' },
    ]);
  });

  test('streamed with include_usage', async () => {
    const stream = await gateway.openai.chat.completions.create({
      model: 'gpt-5',
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const usages = [];
    for await (const chunk of stream)
      if (chunk.usage) usages.push({ choices: chunk.choices, usage: chunk.usage });
    expect(usages).toHaveLength(1);
    expect(usages[0]?.choices).toEqual([]);
    const { server } = await recorded();
    expect(server.facts.usage.input).toBe(usages[0]?.usage.prompt_tokens);
    expect(server.facts.usage.reasoning).toBe(usages[0]?.usage.completion_tokens_details?.reasoning_tokens);
  });

  test('a loop of tool calls, by the SDK’s own runner', async () => {
    const asked: unknown[] = [];
    const runner = gateway.openai.chat.completions.runTools({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'What is the weather in Berlin?' }],
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Current weather of a city',
            parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
            parse: (text: string) => JSON.parse(text) as { city: string },
            function: (given: { city: string }) => {
              asked.push(given);
              return '{"sky":"clear"}';
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toContain('{"sky":"clear"}');
    expect(asked).toEqual([{ city: 'Berlin' }]);
    const { server } = await recorded(1);
    expect(textOf(server, 'gen_ai.input.messages')).toContain('tool_call_response');
    expect(textOf(server, 'gen_ai.tool.definitions')).toContain('get_weather');
  });

  test('an unpriced model has no cost, not a cost of nothing', async () => {
    await gateway.openai.chat.completions.create({ model: 'unpriced', messages });
    const { server } = await recorded();
    expect(server.cost).toBeNull();
    expect(server.span.attributes).not.toHaveProperty('signalbox.cost.total_nanos');
  });

  test('the overhead leaves out the time that the provider took', async () => {
    const { simulation } = gateway.simulated;
    const models = simulation.models.map((model) => ({ ...model, latencyMs: 500 }));
    gateway.simulated.simulation = { ...simulation, models };
    await gateway.openai.chat.completions.create({ model: 'gpt-4o', messages });
    gateway.simulated.simulation = simulation;
    const { server } = await recorded();
    const durationMicros = Number(server.span.endUnixNano - server.span.startUnixNano) / 1000;
    expect(durationMicros).toBeGreaterThan(400_000);
    expect(server.facts.overheadMicros).toBeLessThan(durationMicros / 2);
  });

  test('an abort in the middle of a stream ends it and is recorded with what was used', async () => {
    gateway.simulated.simulation = {
      seed: 7,
      models: gateway.simulated.simulation.models.map((model) => ({ ...model, tokensPerSecond: 20 })),
    };
    const stream = await gateway.openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true });
    let seen = 0;
    for await (const chunk of stream) {
      seen += chunk.choices.length;
      if (seen === 3) stream.controller.abort();
    }
    const { server, client } = await recorded();
    expect(server.span).toMatchObject({ statusCode: 2, attributes: { 'error.type': 'cancelled' } });
    expect(server.span.attributes['signalbox.usage.estimated']).toBe(true);
    expect(server.facts.usage.input).toBeGreaterThan(5);
    expect(server.facts.usage.output).toBeGreaterThan(0);
    expect(server.cost).not.toBeNull();
    expect(client?.span.attributes['error.type']).toBe('cancelled');
    expect(gateway.log).toEqual([]);
  });
});

describe('trace context, service, session', () => {
  test('the caller’s trace is continued', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = {
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      tracestate: 'vendor=1',
      'x-signalbox-service': 'checkout',
      'x-signalbox-session': 's-1',
      'x-signalbox-user': 'u-1',
    };
    const { response } = await gateway.openai.chat.completions
      .create({ model: 'unpriced', messages, max_tokens: 1 }, { headers })
      .withResponse();
    expect(response.headers.get('x-signalbox-trace-id')).toBe(traceId);
    const { server } = await recorded();
    expect(server.span).toMatchObject({
      traceId,
      parentSpanId: '00f067aa0ba902b7',
      traceState: 'vendor=1',
      flags: 0x301,
    });
    expect(server.span.resource.attributes).toEqual({ 'service.name': 'checkout' });
    expect(server.facts).toMatchObject({ sessionId: 's-1', userId: 'u-1' });
    expect(server.span.attributes).toMatchObject({ 'gen_ai.conversation.id': 's-1', 'user.id': 'u-1' });
  });

  test('a traceparent that is not one is ignored', async () => {
    const headers = { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` };
    await gateway.openai.chat.completions.create({ model: 'unpriced', messages, max_tokens: 1 }, { headers });
    const { server } = await recorded();
    expect(server.span.traceId).not.toMatch(/^0+$/);
    expect(server.span.parentSpanId).toBeNull();
  });
});

describe('models', () => {
  test('are listed and shown', async () => {
    const ids = [];
    for await (const model of gateway.openai.models.list()) ids.push(model.id);
    expect(ids).toEqual(['gpt-4o', 'gpt-5', 'unpriced']);
    expect(await gateway.openai.models.retrieve('gpt-5')).toMatchObject({
      object: 'model',
      owned_by: 'simulated',
    });
    await expect(gateway.openai.models.retrieve('nope')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});

describe('errors', () => {
  test('an unknown model is a NotFoundError with its trace', async () => {
    const failing = gateway.openai.chat.completions.create({ model: 'nope', messages });
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.NotFoundError);
    expect(error).toMatchObject({ code: 'model_not_found', param: 'model', type: 'invalid_request_error' });
    const { server } = await recorded();
    expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('x-signalbox-trace-id')).toBe(
      server.span.traceId,
    );
    expect(server.span.attributes['error.type']).toBe('MODEL_NOT_FOUND');
  });

  test('a wrong field is a BadRequestError that names it', async () => {
    const failing = gateway.openai.chat.completions.create({ model: 'gpt-4o', messages: [], stream: false });
    await expect(failing).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(failing).rejects.toMatchObject({ param: 'messages', code: 'body_invalid' });
  });

  test.each([
    [400, OpenAI.BadRequestError],
    [429, OpenAI.RateLimitError],
    [500, OpenAI.InternalServerError],
    [503, OpenAI.InternalServerError],
  ] as const)('a provider’s %i passes through as it is', async (errorStatus, kind) => {
    const models = [{ ...quickModel(), errorRate: 1, errorStatus }];
    gateway.simulated.simulation = { seed: 1, models };
    const failing = gateway.openai.chat.completions.create({ model: 'gpt-4o', messages });
    await expect(failing).rejects.toBeInstanceOf(kind);
    const { server } = await recorded();
    expect(server.span.attributes).toMatchObject({
      'error.type': String(errorStatus),
      'http.response.status_code': errorStatus,
    });
    expect(server.span.statusCode).toBe(2);
    expect(server.span.statusMessage).toContain('simulated');
  });

  function quickModel() {
    const model = gateway.simulated.simulation.models[0];
    if (model === undefined) throw new Error('The simulation has no model.');
    return { ...model, model: 'gpt-4o' };
  }
});
