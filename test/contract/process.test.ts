import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTwoVendors, type TwoVendors } from '../fixtures/two-vendors.ts';

/* One prompt in, one answer out, with nothing but fetch. */

let vendors: TwoVendors;
beforeAll(async () => {
  vendors = await startTwoVendors();
});
afterAll(() => vendors.close());

function ask(body: unknown, method = 'POST'): Promise<Response> {
  return fetch(`${vendors.gateway.door.url}/api/ai/process`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('/api/ai/process', () => {
  it('lists the models', async () => {
    const answer = await ask(undefined, 'GET');
    expect(answer.status).toBe(200);
    const { models } = (await answer.json()) as { models: { id: string; ownedBy: string }[] };
    expect(models).toContainEqual({ id: 'gpt-5', ownedBy: 'simulated' });
    expect(models.length).toBe((await vendors.gateway.openai.models.list()).data.length);
  });

  it.each(['gpt-4o', 'claude/hello', 'oai/hello'])(
    'asks %s and answers with text and usage',
    async (model) => {
      const before = vendors.gateway.exchanges.length;
      const answer = await ask({
        model,
        prompt: 'Say hello.',
        system: 'Be brief.',
        maxTokens: 50,
        user: 'ana',
      });
      expect(answer.status).toBe(200);
      const body = (await answer.json()) as { answer: string; usage: Record<string, number> };
      expect(body).toMatchObject({ model: model.split('/').at(-1), finishReason: 'stop' });
      expect(body.answer.length).toBeGreaterThan(0);
      const { server } = await vendors.gateway.exchange(before);
      expect(server.span.traceId).toBe(answer.headers.get('x-signalbox-trace-id'));
      expect(server.facts.userId).toBe('ana');
      expect(body.usage).toEqual({
        inputTokens: server.facts.usage.input,
        outputTokens: server.facts.usage.output,
      });
      expect(server.span.attributes).toMatchObject({
        'url.path': '/api/ai/process',
        'signalbox.dialect': 'prompt',
        'gen_ai.request.max_tokens': 50,
      });
      expect(JSON.parse(server.span.attributes['gen_ai.input.messages'] as string)).toMatchObject([
        { role: 'system' },
        { role: 'user', parts: [{ type: 'text', content: 'Say hello.' }] },
      ]);
    },
  );

  it.each([
    [{ prompt: 'hi' }, 400, 'body_invalid', 'model'],
    [{ model: 'gpt-4o', prompt: '' }, 400, 'body_invalid', 'prompt'],
    [{ model: 'gpt-4o', prompt: 'hi', maxTokens: 0 }, 400, 'body_invalid', 'maxTokens'],
    [{ model: 'nobody-knows-it', prompt: 'hi' }, 404, 'model_not_found', 'model'],
  ])('refuses %j by the name of the field', async (body, status, code, param) => {
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ code, param, requestId: answer.headers.get('x-request-id') });
  });

  it('refuses fields that nobody would read, such as stream', async () => {
    const answer = await ask({ model: 'gpt-4o', prompt: 'hi', stream: true });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('stream');
  });

  it('says which methods there are', async () => {
    const answer = await ask(undefined, 'DELETE');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});
