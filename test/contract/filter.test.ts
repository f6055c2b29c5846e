import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tracePageSchema } from '../../src/shared/trace.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  for (let index = 0; index < 3; index++) {
    const { body } = agentTrace(undefined, Date.now() - 60_000 + index * 1_000);
    const response = await fetch(`${engine.otlpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }
});
afterAll(() => engine.stop());

const ask = (q: string) =>
  fetch(`${engine.url}/api/v1/observability/traces?${new URLSearchParams({ q }).toString()}`, {
    headers: engine.headers,
  });

describe('q= of the REST list', () => {
  it.each([
    ['model:gpt-4o status:error', 3],
    ['any span (operation:execute_tool duration:>1us)', 3],
    ['cost:>$1', 0],
    ['"invoke_agent support" and not service:other', 3],
    ['@gen_ai.request.model:gpt*', 3],
    ['', 3],
  ])('answers %s', async (q, count) => {
    const response = await ask(q);
    expect(response.status).toBe(200);
    expect(tracePageSchema.parse(await response.json()).traces).toHaveLength(count);
  });

  it('says where a filter is wrong', async () => {
    const response = await ask('status:error modle:gpt-4o');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'FILTER_INVALID',
        message: expect.stringContaining('Did you mean model?') as string,
        position: { from: 13, to: 19 },
      },
    });
  });

  it.each([
    ['service:"x\' OR 1=1 --"', 200],
    ["service:x'; DROP TABLE traces; --", 200],
    [`${'('.repeat(2000)}a`, 400],
    [`model:${'*a'.repeat(500)}`, 400],
    ['not '.repeat(900) + 'a', 400],
    ['name:"\u0000\u202e%_[]?"', 200],
    ['@"\u0000\\"; --":1', 200],
    ['"unclosed', 400],
    ['a'.repeat(4001), 400],
  ])('takes hostile text %#', async (q, status) => {
    const response = await ask(q);
    expect(response.status).toBe(status);
    expect((await ask('')).status).toBe(200);
  });
});
