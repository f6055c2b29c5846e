import Anthropic from '@anthropic-ai/sdk';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKey, CreatedApiKey } from '../../src/shared/api-key.ts';
import type { Trace } from '../../src/shared/trace.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { memoryTenants } from '../../src/core/tenants/testing/memory-tenants.ts';
import { newApiKeySchema } from '../../src/shared/api-key.ts';
import { startGateway } from '../fixtures/gateway-under-test.ts';
import { startMisbehavingUpstream } from '../fixtures/misbehaving-upstream.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

/* Who may call, with the whole engine and OpenAI's own SDK. */

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

function rest(method: string, path: string, body?: unknown, authorization = engine.headers.authorization) {
  return fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function makeKey(fields: Record<string, unknown> = {}): Promise<CreatedApiKey> {
  const answer = await rest('POST', '/keys', { name: 'shop', org: 'acme', ...fields });
  expect(answer.status).toBe(201);
  return (await answer.json()) as CreatedApiKey;
}

const sdk = (apiKey: string, defaultHeaders: Record<string, string> = {}) =>
  new OpenAI({ baseURL: `${engine.gatewayUrl}/v1`, apiKey, maxRetries: 0, defaultHeaders });

const chat = (client: OpenAI) =>
  client.chat.completions
    .create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] })
    .withResponse();

async function traceOf(response: Response): Promise<{ text: string; attributes: Record<string, unknown> }> {
  const id = response.headers.get('x-signalbox-trace-id') ?? '';
  const text = await expect
    .poll(async () => {
      const answer = await rest('GET', `/observability/traces/${id}`);
      return answer.status === 200 ? answer.text() : null;
    })
    .not.toBeNull()
    .then(() => rest('GET', `/observability/traces/${id}`).then((answer) => answer.text()));
  const trace = JSON.parse(text) as Trace;
  const attributes = trace.spans.find((span) => span.attributes['signalbox.exchange'] === true)?.attributes;
  return { text, attributes: attributes ?? {} };
}

const setOpen = (open: boolean) => rest('PUT', '/access', { open });

describe('a key made over REST', () => {
  it('calls models, and the trace says whose call it was, without the key', async () => {
    const { key, secret } = await makeKey({ workspace: 'web' });
    const { response } = await chat(sdk(secret, { 'x-signalbox-user': 'ana' }));
    const { text, attributes } = await traceOf(response);
    expect(attributes).toMatchObject({
      'signalbox.org': 'acme',
      'signalbox.workspace': 'web',
      'signalbox.user': 'ana',
      'signalbox.key': key.id,
      'user.id': 'ana',
    });
    expect(text).not.toContain(secret.slice(9));
    const { keys } = (await (await rest('GET', '/keys')).json()) as { keys: ApiKey[] };
    const listed = keys.find(({ id }) => id === key.id);
    expect(listed).toMatchObject({ prefix: secret.slice(0, 9), revokedAt: null });
    expect(listed?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(keys)).not.toContain(secret.slice(9));
  });

  it('never widens what it may do', async () => {
    const { secret } = await makeKey();
    const error: unknown = await chat(sdk(secret, { 'x-signalbox-org': 'other' })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OpenAI.PermissionDeniedError);
    expect(error).toMatchObject({ status: 403, code: 'key_scope', type: 'permission_error' });
  });

  it("calls models as Anthropic's SDK sends it, as x-api-key and as a bearer, and is refused in its dialect", async () => {
    const { key, secret } = await makeKey();
    const message = (client: Anthropic) =>
      client.messages.create({
        model: 'gpt-4o-mini',
        max_tokens: 50,
        messages: [{ role: 'user', content: 'Hi' }],
      });
    const at = { baseURL: engine.gatewayUrl, maxRetries: 0 };
    const clients = [
      new Anthropic({ ...at, apiKey: secret, authToken: null }),
      new Anthropic({ ...at, apiKey: null, authToken: secret }),
    ];
    for (const client of clients) expect((await message(client)).content[0]?.type).toBe('text');
    await rest('DELETE', `/keys/${key.id}`);
    for (const client of clients) {
      const error: unknown = await message(client).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Anthropic.AuthenticationError);
      expect(error).toMatchObject({ status: 401, type: 'authentication_error' });
      expect(String(error)).toContain('was revoked');
    }
  });

  it('is refused once it is revoked, and when it was never one', async () => {
    const { key, secret } = await makeKey();
    await chat(sdk(secret));
    expect((await rest('DELETE', `/keys/${key.id}`)).status).toBe(204);
    for (const [apiKey, code] of [
      [secret, 'key_revoked'],
      ['sb-made-up-by-somebody', 'key_unknown'],
      [(await makeKey({ expiresAt: '2020-01-01T00:00:00Z' })).secret, 'key_expired'],
    ] as const) {
      const error: unknown = await chat(sdk(apiKey)).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
      expect(error).toMatchObject({ status: 401, code });
      expect(String(error)).not.toContain(apiKey.slice(9, 20));
    }
    expect((await rest('DELETE', `/keys/${key.id}`)).status).toBe(404);
  });

  it.each([
    [{ name: '' }],
    [{ scopes: [] }],
    [{ scopes: ['everything'] }],
    [{ expiresAt: 'tomorrow' }],
    [{ org: 'a\u0000b' }],
  ])('is not made of %j', async (fields) => {
    expect((await rest('POST', '/keys', { name: 'x', ...fields })).status).toBe(400);
  });

  it('opens REST only with the scope admin, and audits in its own name', async () => {
    const { secret: caller } = await makeKey();
    const refused = await rest('GET', '/keys', undefined, `Bearer ${caller}`);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'KEY_SCOPE' } });
    const { key, secret: admin } = await makeKey({ name: 'ci', scopes: ['admin'] });
    expect((await rest('GET', '/keys', undefined, `Bearer ${admin}`)).status).toBe(200);
    expect((await rest('GET', '/keys', undefined, 'Bearer sb-none')).status).toBe(401);
    const provider = { name: 'house', dialect: 'openai', baseUrl: 'http://127.0.0.1:9' };
    expect((await rest('POST', '/providers', provider, `Bearer ${admin}`)).status).toBe(201);
    expect((await rest('DELETE', '/providers/house', undefined, `Bearer ${admin}`)).status).toBe(204);
    const control = new Database(join(engine.dataDir, 'control.db'), { readonly: true });
    const actors = control.prepare("SELECT actor FROM event_logs WHERE subject = 'house'").pluck().all();
    control.close();
    expect(actors).toEqual([`the key ci (${key.id})`, `the key ci (${key.id})`]);
  });
});

describe('the open sandbox', () => {
  it('closes and opens with the next call, for calls, models and spans alike', async () => {
    const { secret } = await makeKey({ scopes: ['gateway', 'ingest'] });
    const anonymous = sdk('any-key-of-another');
    const { response } = await chat(anonymous);
    expect((await traceOf(response)).attributes).not.toHaveProperty('signalbox.key');
    const spans = (authorization?: string) =>
      fetch(`${engine.otlpUrl}/v1/traces`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify(agentTrace().body),
      });
    expect((await spans()).status).toBe(200);
    expect((await spans('Bearer sb-none')).status).toBe(401);

    expect(await (await setOpen(false)).json()).toEqual({ open: false, canBeOpen: true });
    try {
      await expect(chat(anonymous)).rejects.toMatchObject({ status: 401, code: 'key_unknown' });
      await expect(anonymous.models.list()).rejects.toMatchObject({ status: 401 });
      expect((await fetch(`${engine.gatewayUrl}/v1/models`)).status).toBe(401);
      expect((await spans()).status).toBe(401);
      expect((await chat(sdk(secret))).response.status).toBe(200);
      expect((await sdk(secret).models.list()).data.length).toBeGreaterThan(0);
      expect((await spans(`Bearer ${secret}`)).status).toBe(200);
      engine.workload.start();
      await expect.poll(() => engine.workload.state().completed, { timeout: 60_000 }).toBeGreaterThan(0);
      engine.workload.cancel();
    } finally {
      await setOpen(true);
    }
    await chat(anonymous);
  });
});

describe('a key of ours', () => {
  it('goes neither to an upstream nor into logs, traces or errors, wherever the caller puts it', async () => {
    const { keys, access } = await memoryTenants();
    const { secret } = await keys.create(newApiKeySchema.parse({ name: 'shop' }), 'test');
    const upstream = await startMisbehavingUpstream();
    const gateway = await startGateway({
      upstreams: [{ name: 'house', dialect: 'openai', baseUrl: upstream.url, apiKey: null }],
      door: { access },
    });
    try {
      const basic = `Basic ${Buffer.from(`x:${secret}`).toString('base64')}`;
      const places: Record<string, string>[] = [
        { authorization: `Bearer ${secret}` },
        { authorization: secret },
        { authorization: basic },
        { 'x-api-key': secret },
        { 'api-key': secret, authorization: 'Bearer sk-of-a-provider' },
        { authorization: `Bearer ${secret}x` },
      ];
      const answers: string[] = [];
      for (const headers of places) {
        const answer = await fetch(`${gateway.door.url}/v1/chat/completions`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'house/plain', messages: [{ role: 'user', content: 'Hi' }] }),
        });
        answers.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`);
      }
      expect(answers.at(-1)).toMatch(/^401 .*key_unknown/);
      const calls = upstream.seen.filter(({ path }) => path.endsWith('/chat/completions'));
      expect(calls).toHaveLength(places.length - 1);
      expect(calls.map(({ headers }) => headers.authorization)).toEqual(calls.map(() => undefined));
      const told = JSON.stringify([answers, calls, gateway.exchanges, gateway.log], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(gateway.exchanges).toHaveLength(places.length);
      for (const hidden of [secret.slice(9), basic.slice(6)]) expect(told).not.toContain(hidden);
    } finally {
      await gateway.close();
      await upstream.close();
      await keys.close();
    }
  });
});
