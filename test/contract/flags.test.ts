import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flagListSchema, flagSchema, type Flag, type FlagChange } from '../../src/shared/flag.ts';
import type { CreatedApiKey } from '../../src/shared/api-key.ts';
import type { Trace } from '../../src/shared/trace.ts';
import { startGateway } from '../fixtures/gateway-under-test.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: unknown, authorization = engine.headers.authorization) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const set = (value: boolean | null, scope?: Record<string, string>, name = 'track_model_costs') =>
  rest('PUT', `/flags/${name}`, { value, ...(scope === undefined ? {} : { scope }) });

async function flag(name: string): Promise<Flag | undefined> {
  const { flags } = flagListSchema.parse(await (await rest('GET', '/flags')).json());
  return flags.find((candidate) => candidate.name === name);
}

/** The stages that ran for one call. */
async function stagesOf(headers: Record<string, string> = {}, model = 'gpt-4o-mini'): Promise<unknown[]> {
  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
  const path = `/observability/traces/${answer.headers.get('x-signalbox-trace-id')}`;
  await expect.poll(async () => (await rest('GET', path)).status).toBe(200);
  const trace = (await (await rest('GET', path)).json()) as Trace;
  const span = trace.spans.find(({ attributes }) => attributes['signalbox.exchange'] === true);
  return (span?.events ?? []).map(({ attributes }) => attributes['signalbox.stage']);
}

describe('feature flags', () => {
  it('are the thirteen, with the defaults of a local sandbox; those without a subject say what they wait for', async () => {
    const list = flagListSchema.parse(await (await rest('GET', '/flags')).json());
    expect(list.kind).toBe('sandbox');
    expect(list.flags).toHaveLength(13);
    const on = list.flags.filter(({ value }) => value).map(({ name }) => name);
    expect(on).toEqual([
      'track_model_costs',
      'enable_rate_limiting',
      'enable_similarity_logging',
      'enable_policy_engine',
      'enable_async_trace_export',
    ]);
    expect(await flag('track_model_costs')).toMatchObject({ waitsFor: null, default: true, overrides: [] });
    const refused = await set(true, undefined, 'enable_langfuse_export');
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: { code: 'FLAG_WITHOUT_SUBJECT' } });
    expect((await set(true, undefined, 'enable_everything')).status).toBe(404);
    expect((await set(true, { planet: 'mars' })).status).toBe(400);
  });

  it('off means the stage is not run, from the next call on, for whom the override says', async () => {
    expect(await stagesOf()).toContain('account');
    const { secret } = (await (
      await rest('POST', '/keys', { name: 'shop', org: 'acme' })
    ).json()) as CreatedApiKey;
    const acme = { authorization: `Bearer ${secret}` };

    expect(flagSchema.parse(await (await set(false)).json())).toMatchObject({ value: false, default: true });
    expect(await stagesOf()).not.toContain('account');
    expect(await stagesOf(acme)).not.toContain('account');

    await set(true, { org: 'acme' });
    expect(await stagesOf()).not.toContain('account');
    expect(await stagesOf(acme)).toContain('account');

    await set(false, { model: 'gpt-4o-mini' });
    expect(await stagesOf(acme)).not.toContain('account');
    expect(await stagesOf(acme, 'gpt-4o')).toContain('account');

    await set(null, { model: 'gpt-4o-mini' });
    await set(null, { org: 'acme' });
    await set(null);
    expect(await stagesOf()).toContain('account');
    expect(await flag('track_model_costs')).toMatchObject({ value: true, overrides: [] });
  });

  it('remember who changed what, when, from what to what; what changes nothing is not remembered', async () => {
    const before = (await changes()).length;
    const { key, secret } = (await (
      await rest('POST', '/keys', { name: 'deploy', scopes: ['admin'] })
    ).json()) as CreatedApiKey;
    const scope = { org: null, workspace: null, user: 'ana', model: null };
    await set(false, { user: 'ana' });
    await set(false, { user: 'ana' });
    await rest(
      'PUT',
      '/flags/track_model_costs',
      { value: true, scope: { user: 'ana' } },
      `Bearer ${secret}`,
    );
    await set(null, { user: 'ana' });
    const recent = await changes();
    expect(recent).toHaveLength(before + 3);
    expect(recent.slice(0, 3)).toMatchObject([
      { flag: 'track_model_costs', scope, from: true, to: null, actor: 'operator' },
      { flag: 'track_model_costs', scope, from: false, to: true, actor: `the key deploy (${key.id})` },
      { flag: 'track_model_costs', scope, from: null, to: false, actor: 'operator' },
    ]);
  });

  async function changes(): Promise<FlagChange[]> {
    const answer = await rest('GET', '/flags/changes');
    return ((await answer.json()) as { changes: FlagChange[] }).changes;
  }
});

describe('a stage that is off', () => {
  it('is named on the trace, and the call is in no cost log when costs are not tracked', async () => {
    const gateway = await startGateway({ flags: { isOn: () => false } });
    try {
      const messages = [{ role: 'user' as const, content: 'Hi' }];
      await gateway.openai.chat.completions.create({ model: 'gpt-4o', messages });
      const { server } = await gateway.exchange(0);
      expect(server).toMatchObject({ cost: null, isExchange: false });
      expect(server.facts.usage.input).toBeGreaterThan(0);
      expect(server.span.attributes['signalbox.stages_off']).toEqual([
        'limit',
        'similarity',
        'policy',
        'account',
      ]);
    } finally {
      await gateway.close();
    }
  });
});
