import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Backtest, BacktestPage, BacktestRequest } from '../../src/shared/backtest.ts';
import type { GuardFigures } from '../../src/shared/guard/index.ts';
import type { PolicyShadow } from '../../src/shared/policy-shadow.ts';
import type { PolicyContent, PolicySet } from '../../src/shared/policy/index.ts';
import type { Trace } from '../../src/shared/trace.ts';
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
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;

/** What a caller asks for: each case meets other rules. */
const CALLS = [
  { model: 'gpt-4o', content: 'What is a signal box?' },
  { model: 'gpt-4o', content: 'Tell me the secret plan.' },
  { model: 'gpt-4o-mini', content: 'Count to ten.', max_tokens: 40 },
  { model: 'claude-haiku-4-5', content: 'Name three trains.' },
  { model: 'gpt-4o-mini', content: 'The SECRET plan, please.', max_tokens: 5 },
] as const;

const RULES: PolicyContent['rules'] = [
  {
    id: 'secret',
    name: 'No secrets',
    enabled: true,
    when: 'text.contains("secret plan")',
    actions: [{ type: 'block', code: 'no_secrets', message: 'That stays here.' }],
  },
  {
    id: 'cheaper',
    name: 'The smaller one will do',
    enabled: true,
    when: 'request.model == "gpt-4o"',
    actions: [{ type: 'choose_model', model: 'gpt-4o-mini' }],
  },
  {
    id: 'short',
    name: 'Short answers',
    enabled: true,
    when: 'request.max_tokens > 10',
    actions: [
      { type: 'cap_tokens', tokens: 10 },
      { type: 'flag', label: 'capped' },
    ],
  },
];

function setWith(mode: 'shadow' | 'enforce'): PolicyContent {
  return {
    name: 'House rules',
    description: '',
    scope: { org: null, workspace: null, user: null },
    priority: 0,
    mode,
    failureMode: 'open',
    rules: RULES,
  };
}

async function publish(set: PolicySet): Promise<PolicySet> {
  return json(rest('POST', `/policies/${set.id}/publish`, { version: set.latest.version }));
}

interface Sent {
  traceId: string;
  status: number;
}

/** Sends all calls, and waits until they are recorded. */
async function send(): Promise<Sent[]> {
  const sent = await Promise.all(
    CALLS.map(async ({ content, ...call }) => {
      const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...call, messages: [{ role: 'user', content }] }),
      });
      await answer.text();
      return { traceId: answer.headers.get('x-signalbox-trace-id') ?? '', status: answer.status };
    }),
  );
  for (const { traceId } of sent) await exchangeOf(traceId);
  return sent;
}

async function exchangeOf(traceId: string) {
  const path = `/observability/traces/${traceId}`;
  await vi.waitFor(async () => expect((await rest('GET', path)).status).toBe(200), 60_000);
  const { spans } = await json<Trace>(rest('GET', path));
  const exchange = spans.find(({ attributes }) => attributes['signalbox.exchange'] === true);
  if (exchange === undefined) throw new Error('The trace has no exchange.');
  return exchange.attributes;
}

async function backtest(filter: string, setId: string): Promise<{ done: Backtest; page: BacktestPage }> {
  const request: BacktestRequest = {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
    filter,
    subject: { kind: 'policies', drafts: [{ setId, content: setWith('enforce') }], alone: false },
  };
  const started = await rest('POST', '/policies/backtests', request);
  expect(started.status).toBe(202);
  const { id } = (await started.json()) as Backtest;
  const done = await vi.waitFor(
    async () => {
      const state = await json<Backtest>(rest('GET', `/policies/backtests/${id}`));
      expect(state.state).toBe('done');
      return state;
    },
    { timeout: 60_000 },
  );
  return { done, page: await json(rest('GET', `/policies/backtests/${id}/exchanges`)) };
}

const ofTraces = (sent: readonly Sent[]) => sent.map(({ traceId }) => `trace:${traceId}`).join(' OR ');

describe('a backtest', () => {
  it('says of recorded calls what enforcing then does to the same calls', async () => {
    const set = await publish(await json<PolicySet>(rest('POST', '/policies', setWith('shadow'))));
    const before = await send();
    expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { done, page } = await backtest(ofTraces(before), set.id);
    expect(done.figures).toMatchObject({ exchanges: 5, changed: 3, blocked: 1, rebuilt: 0, notAsked: 0 });
    expect(Number(done.figures.spend.afterNanos)).toBeLessThan(Number(done.figures.spend.beforeNanos));

    const shadow = await json<PolicyShadow>(rest('GET', `/policies/${set.id}/shadow`));
    expect(shadow.total).toMatchObject({ exchanges: 5, wouldBlock: 1, wouldModify: 2, same: 2 });

    const save = { content: setWith('enforce'), baseVersion: set.latest.version };
    await publish(await json<PolicySet>(rest('PUT', `/policies/${set.id}`, save)));
    const after = await send();
    for (const [index, call] of before.entries()) {
      const changed = page.exchanges.find(({ traceId }) => traceId === call.traceId);
      const predicted = changed?.after.text ?? 'pass';
      const { traceId, status } = after[index] ?? { traceId: '', status: 0 };
      const attributes = await exchangeOf(traceId);
      const done = [
        status === 403 ? 'block: That stays here.' : '',
        attributes['gen_ai.request.model'] === CALLS[index]?.model || status === 403
          ? ''
          : 'model gpt-4o-mini',
        attributes['gen_ai.request.max_tokens'] === 10 ? 'at most 10 tokens' : '',
        attributes['signalbox.flags'] === undefined ? '' : 'flag capped',
      ].filter((said) => said !== '');
      expect(predicted).toBe(done.length === 0 ? 'pass' : done.join('; '));
    }
    // What is in force already would change nothing.
    expect((await backtest(ofTraces(after), set.id)).done.figures).toMatchObject({
      exchanges: 5,
      changed: 0,
    });
    expect((await rest('DELETE', `/policies/${set.id}`)).status).toBe(204);
  });

  it('is refused with what is wrong, and is known by its id', async () => {
    const request = {
      from: '2026-11-20T00:00:00Z',
      to: '2026-11-21T00:00:00Z',
      subject: { kind: 'policies', drafts: [{ content: { name: 'Odd', rules: [] } }] },
    };
    const refused = await rest('POST', '/policies/backtests', { ...request, filter: 'cost:>' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'FILTER_INVALID' } });
    expect((await rest('GET', '/policies/backtests/none')).status).toBe(404);
    const guard = { ...request, subject: { kind: 'guard', guard: 'pii', threshold: 0.5 } };
    const { id } = await json<Backtest>(rest('POST', '/policies/backtests', guard));
    const { backtests } = await json<{ backtests: Backtest[] }>(rest('GET', '/policies/backtests'));
    expect(backtests.map((each) => each.id)).toContain(id);
    expect((await rest('DELETE', `/policies/backtests/${id}`)).status).toBe(200);
  });

  it('has figures of guards beside it', async () => {
    const figures = await json<GuardFigures>(rest('GET', '/guards/figures'));
    expect(figures.guards).toBeInstanceOf(Array);
    const scores = await json<{ bins: number[] }>(rest('GET', '/guards/pii/scores'));
    expect(scores.bins).toHaveLength(100);
  });
});
