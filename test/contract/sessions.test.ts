import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionPageSchema, sessionTurnsPageSchema } from '../../src/shared/session.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

/* A conversation in three traces; its application resends the history each time. */

const SESSION = 'conv/1 ?#%&ü';
const QUESTIONS = ['Where is my order?', 'And the invoice?', 'Thanks!'];

let engine: TestEngine;
const traceIds: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine();
  const messages: object[] = [];
  for (const [index, question] of QUESTIONS.entries()) {
    messages.push({ role: 'user', parts: [{ type: 'text', content: question }] });
    const answer = { role: 'assistant', parts: [{ type: 'text', content: `Answer ${index + 1}` }] };
    traceIds.push(await sendTurn(Date.now() - 60_000 + index * 10_000, messages, answer));
    messages.push(answer);
  }
});
afterAll(() => engine.stop());

async function sendTurn(startMs: number, input: object[], output: object): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const span = {
    traceId,
    spanId: '00000000000000a1',
    name: 'chat gpt-4o',
    kind: 3,
    startTimeUnixNano: `${BigInt(startMs) * 1_000_000n}`,
    endTimeUnixNano: `${BigInt(startMs + 700) * 1_000_000n}`,
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.provider.name', 'openai'),
      text('gen_ai.request.model', 'gpt-4o'),
      text('gen_ai.conversation.id', SESSION),
      text('gen_ai.input.messages', JSON.stringify(input)),
      text('gen_ai.output.messages', JSON.stringify([output])),
      { key: 'gen_ai.usage.input_tokens', value: { intValue: '1000' } },
      { key: 'gen_ai.usage.output_tokens', value: { intValue: '100' } },
    ],
  };
  const answer = await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
  });
  expect(answer.status).toBe(200);
  return traceId;
}

const call = (path: string) =>
  fetch(`${engine.url}/api/v1/observability${path}`, { headers: engine.headers });

describe('GET /api/v1/observability/sessions', () => {
  it('lists the sessions of the last day', async () => {
    const page = sessionPageSchema.parse(await (await call('/sessions')).json());
    expect(page).toMatchObject({
      sessions: [
        {
          sessionId: SESSION,
          traceCount: 3,
          callCount: 3,
          failedTraces: 0,
          models: ['gpt-4o'],
          inputTokens: 3000,
          // 3,000 input at $2.50 and 300 output at $10 the million.
          costUsd: '0.0105',
        },
      ],
      nextCursor: null,
    });
  });

  it.each([
    'limit=0',
    'from=yesterday',
    'cursor=made-up',
    'to=2020-01-01T00:00:00Z&from=2021-01-01T00:00:00Z',
  ])('refuses %s clearly', async (query) => {
    const response = await call(`/sessions?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { action: expect.any(String) as string } });
  });
});

describe('GET /api/v1/observability/sessions/:sessionId', () => {
  it('tells what each turn added, page by page', async () => {
    const path = `/sessions/${encodeURIComponent(SESSION)}?limit=2`;
    const first = sessionTurnsPageSchema.parse(await (await call(path)).json());
    const second = sessionTurnsPageSchema.parse(
      await (await call(`${path}&cursor=${first.nextCursor ?? ''}`)).json(),
    );
    const turns = [...first.turns, ...second.turns];
    expect(second.nextCursor).toBeNull();
    expect(turns.map(({ trace }) => trace.traceId)).toEqual(traceIds);
    expect(turns.map(({ messages }) => messages.flatMap(({ parts }) => parts))).toEqual(
      QUESTIONS.map((question, index) => [
        { type: 'text', text: question },
        { type: 'text', text: `Answer ${index + 1}` },
      ]),
    );
    expect(turns.map(({ resentMessages }) => resentMessages)).toEqual([0, 2, 4]);
    expect(turns[2]?.calls).toEqual([
      expect.objectContaining({
        spanId: '00000000000000a1',
        model: 'gpt-4o',
        durationMs: 700,
        costNanos: '3500000',
      }),
    ]);
  });

  it('is 404 when there is none', async () => {
    const response = await call('/sessions/nobody');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'SESSION_NOT_FOUND' } });
  });
});
