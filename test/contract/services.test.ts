import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceMapSchema } from '../../src/shared/service-map.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  const answer = await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(agentTrace().body),
  });
  expect(answer.status).toBe(200);
});
afterAll(() => engine.stop());

const call = (query: string) =>
  fetch(`${engine.url}/api/v1/observability/services${query}`, { headers: engine.headers });

it('says who calls whom in the last hour', async () => {
  const map = serviceMapSchema.parse(await (await call('')).json());
  expect(map).toMatchObject({ traceCount: 1, matchingCount: 1, spanCount: 3 });
  expect(map.nodes.map(({ id }) => id).sort()).toEqual([
    'model:gpt-4o',
    'service:support-agent',
    'tool:execute_tool find_order',
  ]);
  expect(map.edges).toContainEqual(
    expect.objectContaining({ from: 'service:support-agent', to: 'model:gpt-4o', calls: 1, errors: 0 }),
  );
});

it('narrows by filters, and refuses what is none', async () => {
  expect(await (await call('?service=nobody')).json()).toMatchObject({ traceCount: 0, nodes: [] });
  expect((await call('?q=duration:%3Esoon')).status).toBe(400);
  expect((await call('?from=yesterday')).status).toBe(400);
});
