import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceSchema, tracePageSchema } from '../../src/shared/trace.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
const ids: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine();
  for (let index = 0; index < 7; index++) {
    const { traceId, body } = agentTrace(undefined, Date.now() - 60_000 + index * 1_000);
    ids.unshift(traceId);
    await sendOtlp(engine, body);
  }
});
afterAll(() => engine.stop());

const sendOtlp = (to: TestEngine, body: unknown) =>
  fetch(`${to.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${engine.url}${path}`, {
    ...init,
    headers: { ...engine.headers, ...(init.headers as Record<string, string>) },
  });

interface Operation {
  readonly call: string;
  readonly summary: string;
  readonly tags: string[];
  readonly responses: Record<string, { content?: object }>;
}

async function openApiOperations(): Promise<Operation[]> {
  const document = (await (await call('/api/v1/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, Omit<Operation, 'call'>>>;
  };
  expect(document.openapi).toMatch(/^3\./);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      call: `${method.toUpperCase()} ${path}`,
    })),
  );
}

/** docs/reference/rest.md, whole. */
function restMarkdown(operations: readonly Operation[]): string {
  const sections = [...new Set(operations.flatMap(({ tags }) => tags))].sort().map((tag) => {
    const rows = operations
      .filter(({ tags }) => tags.includes(tag))
      .map(({ call: name, summary }) => `| \`${name}\` | ${summary} |`);
    return `## ${tag}\n\n| call | does |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# The REST API

Made from the routes by \`UPDATE_DOCS=1 npm run unit -- test/contract/rest.test\`; a test keeps it so.

All calls on the console's door (port 4000), each with its parameters, bodies, answers and errors in the OpenAPI document at
\`/api/v1/openapi.json\`. Each asks for \`Authorization: Bearer\` with an API key of the scope \`admin\`
([keys](../guides/keys.md)) or the engine's token. Failures are those of the [registry](errors.md).

Beside them, without a token, \`GET /healthz\` answers while the engine lives, and \`GET /readyz\` with 503 while it stops. \`GET /metrics\` answers
the [metrics](metrics.md). What applications call is in [dialects](dialects.md) (port 4100) and
[conventions](conventions.md) (port 4318).

${sections.join('\n')}`;
}

describe('GET /api/v1/observability/traces', () => {
  it('pages newest first and ends', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: '3', ...(cursor === null ? {} : { cursor }) });
      const page = tracePageSchema.parse(
        await (await call(`/api/v1/observability/traces?${query.toString()}`)).json(),
      );
      seen.push(...page.traces.map((trace) => trace.traceId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
  });

  it('has the shape others build on', async () => {
    const { traces } = (await (await call('/api/v1/observability/traces?limit=1')).json()) as {
      traces: unknown[];
    };
    expect(traces[0]).toMatchObject({
      traceId: ids[0],
      name: 'invoke_agent support',
      service: 'support-agent',
      durationMs: 900,
      spanCount: 3,
      errorCount: 1,
      status: 'error',
      provider: 'openai',
      model: 'gpt-4o',
      inputTokens: 1000,
      outputTokens: 100,
      // 1000 input at $2.50 and 100 output at $10 the million.
      costNanos: '3500000',
      costUsd: '0.0035',
    });
  });

  it.each([
    ['status=ok', 0],
    ['status=error', 7],
    ['model=gpt-4o&service=support-agent', 7],
    ['provider=anthropic', 0],
    ['minDurationMs=900&maxDurationMs=900', 7],
    ['minDurationMs=901', 0],
    ['minCostNanos=3500000', 7],
    ['minCostNanos=3500001', 0],
    ['callsOnly=true', 7],
    ['text=find_order', 7],
    ['text=nothing-like-it', 0],
  ])('narrows by %s to %i', async (query, count) => {
    const page = (await (await call(`/api/v1/observability/traces?${query}`)).json()) as {
      traces: unknown[];
    };
    expect(page.traces).toHaveLength(count);
  });

  it.each([['limit=0'], ['status=odd'], ['from=yesterday'], ['cursor=made-up']])(
    'refuses %s clearly',
    async (query) => {
      const response = await call(`/api/v1/observability/traces?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: expect.any(String) as string, action: expect.any(String) as string },
      });
    },
  );
});

describe('one trace', () => {
  it('has hex ids, nanosecond strings and attributes as an object', async () => {
    const trace = traceSchema.parse(await (await call(`/api/v1/observability/traces/${ids[0]}`)).json());
    const root = trace.spans.find((span) => span.parentSpanId === null);
    expect(root).toMatchObject({
      spanId: '00000000000000a1',
      attributes: { ratio: 3, big: '9223372036854775807', raw: 'AAEC' },
    });
    expect(root?.startTimeUnixNano).toMatch(/^\d{19}$/);
  });

  it('is 404 when there is none and 400 when the id is none', async () => {
    expect((await call(`/api/v1/observability/traces/${'1'.repeat(32)}`)).status).toBe(404);
    expect((await call('/api/v1/observability/traces/abc')).status).toBe(400);
  });

  it('exported as OTLP and posted to another engine is the same trace', async () => {
    const other = await startTestEngine();
    try {
      const file = await call(`/api/v1/observability/traces/${ids[0]}/export?format=otlp`);
      expect(file.headers.get('content-disposition')).toContain(`trace-${ids[0]}.otlp.json`);
      expect((await sendOtlp(other, await file.text())).status).toBe(200);
      const [here, there] = await Promise.all(
        [engine, other].map(async (one) =>
          (await fetch(`${one.url}/api/v1/observability/traces/${ids[0]}`, { headers: one.headers })).json(),
        ),
      );
      expect(there).toEqual(here);
    } finally {
      await other.stop();
    }
  });

  it('exported as JSON is what the trace call answers', async () => {
    const file = await call(`/api/v1/observability/traces/${ids[0]}/export?format=json`);
    expect(await file.json()).toEqual(await (await call(`/api/v1/observability/traces/${ids[0]}`)).json());
  });
});

describe('providers', () => {
  const provider = {
    name: 'mine',
    dialect: 'openai',
    baseUrl: 'http://127.0.0.1:9/v1',
    apiKey: 'sk-very-secret-0123456789',
  };
  const post = (body: unknown) =>
    call('/api/v1/providers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are added, listed and removed, and the key is never returned', async () => {
    const added = await post(provider);
    expect(added.status).toBe(201);
    const text = (await added.text()) + (await (await call('/api/v1/providers')).text());
    expect(text).toContain('"hasKey":true');
    expect(text).not.toContain('very-secret');
    expect((await post(provider)).status).toBe(409);
    const remove = { method: 'DELETE', headers: { 'content-type': 'application/json' } };
    expect((await call('/api/v1/providers/mine', remove)).status).toBe(204);
    expect((await call('/api/v1/providers/mine', { method: 'DELETE' })).status).toBe(404);
  });

  it.each(['anthropic', 'gemini'])('speak %s too', async (dialect) => {
    const added = await post({ ...provider, name: dialect, dialect });
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ name: dialect, dialect });
  });

  it('refuses what is no JSON, and no body at all', async () => {
    const headers = { 'content-type': 'application/json' };
    const broken = await call('/api/v1/providers', { method: 'POST', headers, body: '{"name":' });
    expect(await broken.json()).toMatchObject({ error: { code: 'BODY_NOT_JSON' } });
    const empty = await call('/api/v1/providers', { method: 'POST', headers });
    expect(await empty.json()).toMatchObject({ error: { code: 'BODY_INVALID' } });
  });

  it.each([
    [{ ...provider, name: 'Has Spaces' }],
    [{ ...provider, baseUrl: 'file:///etc/passwd' }],
    [{ ...provider, dialect: 'morse' }],
    [{}],
  ])('refuses %j', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BODY_INVALID' } });
  });
});

describe('who may call', () => {
  it('needs the token', async () => {
    const path = `${engine.url}/api/v1/observability/traces`;
    expect((await fetch(path)).status).toBe(401);
    expect((await fetch(path, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  });

  it('refuses foreign pages', async () => {
    const path = `${engine.url}/api/v1/observability/traces`;
    expect(
      (await fetch(path, { headers: { ...engine.headers, origin: 'https://evil.example' } })).status,
    ).toBe(403);
  });

  it('describes itself', async () => {
    const operations = await openApiOperations();
    expect(operations.length).toBeGreaterThan(130);
    for (const { call: name, summary, tags, responses } of operations) {
      expect(summary, name).toMatch(/^[A-Z]/);
      expect(tags, name).toHaveLength(1);
      expect(Object.keys(responses), name).toContain('default');
      const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      expect(good, name).not.toEqual([]);
      for (const [status, { content }] of good)
        if (status !== '204') expect(content, `${name} ${status}`).toBeDefined();
    }
    const answers = Object.fromEntries(
      operations.map(({ call: name, responses }) => [name, Object.keys(responses[200]?.content ?? {})]),
    );
    expect(answers['GET /api/v1/policies/{id}/yaml']).toEqual(['application/yaml']);
    expect(answers['GET /api/v1/observability/traces/{traceId}/export']).toEqual([
      'application/json',
      'text/html',
    ]);
  });

  it('docs/reference/rest.md lists every call', async () => {
    const page = new URL('../../docs/reference/rest.md', import.meta.url);
    const { code: expected } = await format('rest.md', restMarkdown(await openApiOperations()));
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
    expect(readFileSync(page, 'utf8')).toBe(expected);
  });

  it('says that it lives and is ready without a token', async () => {
    expect((await fetch(`${engine.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${engine.url}/readyz`)).status).toBe(200);
  });
});
