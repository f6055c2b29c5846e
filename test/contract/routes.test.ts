import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: unknown) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const chat = (model: string) =>
  fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
  });

const simulated = (model: string, rank: number) => ({ provider: 'simulated', model, rank, weight: 1 });

describe('routes', () => {
  it('hold for the next call, with slashes in their names, and are listed as models', async () => {
    expect((await chat('team/assistant')).status).toBe(404);
    const path = `/routes/${encodeURIComponent('team/assistant')}`;
    const saved = await rest('PUT', path, {
      targets: [simulated('gpt-4o-mini', 1), { ...simulated('gpt-4o', 2), weight: 3 }],
    });
    expect(saved.status).toBe(200);
    expect(await saved.json()).toMatchObject({
      model: 'team/assistant',
      retry: { attempts: 2, maxWaitMs: 5000 },
      timeouts: { firstByteMs: null, idleMs: null, totalMs: null },
    });
    const answer = (await (await chat('team/assistant')).json()) as { model: string };
    expect(answer.model).toContain('gpt-4o-mini');
    const models = (await (await fetch(`${engine.gatewayUrl}/v1/models`)).json()) as {
      data: { id: string; owned_by: string }[];
    };
    expect(models.data[0]).toMatchObject({ id: 'team/assistant', owned_by: 'route' });
    const listed = (await (await rest('GET', '/routes')).json()) as { routes: { model: string }[] };
    expect(listed.routes.map(({ model }) => model)).toEqual(['team/assistant']);

    expect((await rest('DELETE', path)).status).toBe(204);
    expect((await rest('DELETE', path)).status).toBe(404);
    expect((await chat('team/assistant')).status).toBe(404);
  });

  it('refuses what can never answer', async () => {
    expect((await rest('PUT', '/routes/empty', { targets: [] })).status).toBe(400);
    await rest('PUT', '/routes/lost', { targets: [{ ...simulated('x', 1), provider: 'nobody' }] });
    const lost = await chat('lost');
    expect(lost.status).toBe(503);
    expect(await lost.json()).toMatchObject({ error: { code: 'route_without_target' } });
  });
});
