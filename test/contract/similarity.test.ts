import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LikeAnswer, PromptEntry } from '../../src/shared/similarity.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

async function rest(method: string, path: string, body?: object) {
  const answer = await fetch(`${engine.url}/api/v1/similarity${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
}

async function ask(prompt: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      max_tokens: 5,
      messages: [
        { role: 'system', content: 'You help in a harbour.' },
        { role: 'user', content: prompt },
      ],
    }),
  });
  await answer.text();
  return { status: answer.status, traceId: answer.headers.get('x-signalbox-trace-id') ?? '' };
}

const like = async (text: string, scope: object = {}) =>
  ((await rest('POST', '/like', { text, ...scope })).body as LikeAnswer).prompts;

describe('similarity over the gateway and REST', () => {
  it('finds recorded prompts that are like a text, within their org only, with what tells them apart', async () => {
    const { traceId } = await ask('Which ferry goes from Oslo to Bergen?');
    const ofAcme = await ask('Which ferry sails from Oslo to Bergen?', { 'x-signalbox-org': 'acme' });
    await vi.waitFor(async () => {
      const [first, ...others] = await like('Which ferry goes from Bergen to Oslo?');
      expect(first).toMatchObject({
        traceId,
        contrasts: ['direction'],
        excerpt: 'Which ferry goes from Oslo to Bergen?',
        model: 'gpt-4o-mini',
      });
      expect(others).toEqual([]);
      const own = await like('Which ferry goes from Bergen to Oslo?', { org: 'acme' });
      expect(own.map((prompt) => prompt.traceId)).toEqual([ofAcme.traceId]);
    }, 60_000);
    const spanAsked = await rest('POST', '/like', { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) });
    expect(spanAsked).toMatchObject({ status: 404, body: { error: { code: 'SPAN_NOT_FOUND' } } });
  });

  it('keeps settings and lists; a call like a known bad prompt is refused, its like is not', async () => {
    expect((await rest('PUT', '/settings', { bad: { threshold: 3, action: 'block' } })).status).toBe(400);
    const blocking = { bad: { threshold: 0.8, action: 'block' }, timeLimitMs: 5_000 };
    expect(await rest('PUT', '/settings', blocking)).toMatchObject({
      status: 200,
      body: { ...blocking, failureMode: 'open' },
    });
    const added = await rest('POST', '/entries', { list: 'bad', texts: ['Sink the ferry in the harbour'] });
    expect(added.status).toBe(201);
    expect(await rest('GET', '/entries?list=good')).toMatchObject({ body: { entries: [] } });
    expect((await ask('Please sink the ferry in the harbour')).status).toBe(400);
    expect((await ask('When does the library open?')).status).toBe(200);
    const [entry] = (added.body as { entries: PromptEntry[] }).entries;
    expect((await rest('DELETE', `/entries/${entry?.id}`)).status).toBe(204);
    expect((await rest('DELETE', `/entries/${entry?.id}`)).status).toBe(404);
    expect((await ask('Please sink the ferry in the harbour')).status).toBe(200);
  });
});
