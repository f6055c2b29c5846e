import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  LoadComparison,
  LoadEstimate,
  LoadPlanInput,
  LoadRun,
  LoadRunSummary,
} from '../../src/shared/load/index.ts';
import { runCommand } from '../../src/core/load/command/run-command.ts';
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

const PLAN = {
  name: 'Embeddings',
  shape: { model: 'open', start: 40, stages: [{ seconds: 1, target: 40 }] },
  mix: [{ kind: 'embeddings', name: 'embed', model: 'text-embedding-3-small', input: 'Signal {{n}}' }],
  thresholds: [{ expression: 'error_rate<1%' }],
} satisfies LoadPlanInput;

/** Runs a plan to its end. */
async function run(plan: LoadPlanInput): Promise<LoadRun> {
  const started = await json<LoadRunSummary>(rest('POST', '/load-tests', plan));
  expect(started).toMatchObject({ state: 'running', startedBy: 'operator' });
  return expect
    .poll(() => json<LoadRun>(rest('GET', `/load-tests/${started.id}`)), { timeout: 60_000, interval: 200 })
    .not.toMatchObject({ state: 'running' })
    .then(() => json<LoadRun>(rest('GET', `/load-tests/${started.id}`)));
}

describe('load tests over REST', () => {
  let first: LoadRun;

  it('say before what they would do', async () => {
    expect(await json<LoadEstimate>(rest('POST', '/load-tests/estimate', PLAN))).toMatchObject({
      calls: 40,
      seconds: 1,
      paidProviders: [],
      hostToConfirm: null,
      warnings: [],
    });
  });

  it('run beside the engine, and are kept with what it recorded of them', async () => {
    first = await run(PLAN);
    expect(first).toMatchObject({ state: 'passed', figures: { completed: 40, errorRate: 0 } });
    expect(first.measurement?.totals).toMatchObject({ asked: 40, started: 40, errors: 0 });
    expect(first.observation?.cost).toMatchObject({ calls: 40, unpriced: 0 });
    expect(first.observation?.overhead?.stages.map(({ stage }) => stage)).toContain('authenticate');
    const { traces } = await json<{ traces: unknown[] }>(
      rest('GET', `/observability/traces?limit=100&sessionId=${first.session ?? ''}`),
    );
    expect(traces).toHaveLength(40);
  });

  it('are compared and reported', async () => {
    const second = await run({ ...PLAN, name: 'Embeddings again' });
    const { loadTests } = await json<{ loadTests: LoadRunSummary[] }>(rest('GET', '/load-tests'));
    expect(loadTests.map(({ id }) => id).slice(0, 2)).toEqual([second.id, first.id]);
    const compared = await json<LoadComparison>(
      rest('GET', `/load-tests/compare?base=${first.id}&other=${second.id}`),
    );
    expect(compared.latency.map(({ figure }) => figure)).toEqual(['p50', 'p75', 'mean']);
    expect(compared.latency.every(({ low, high }) => low <= high)).toBe(true);
    const html = await rest('GET', `/load-tests/${first.id}/report`);
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.headers.get('content-disposition')).toMatch(
      /^attachment; filename="load-test-[\w-]+\.html"$/,
    );
    const csv = await (await rest('GET', `/load-tests/${first.id}/report?format=csv`)).text();
    expect(csv).toContain('totals,,completed,40,calls');
    expect((await rest('DELETE', `/load-tests/${second.id}`)).status).toBe(204);
    expect((await rest('GET', `/load-tests/${second.id}`)).status).toBe(404);
  });

  it('send recorded exchanges again', async () => {
    const body = {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Which route is set?' }],
      max_tokens: 5,
    };
    const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signalbox-session': 'to-be-sent-again' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    await answer.text();
    const template = { kind: 'recorded', name: 'again', filter: 'session:to-be-sent-again', maxTokens: 5 };
    const prepared = await expect
      .poll(() => rest('POST', '/load-tests/recorded', template), { timeout: 60_000 })
      .toMatchObject({ status: 200 })
      .then(() => json<{ requests: { body: string }[] }>(rest('POST', '/load-tests/recorded', template)));
    expect(prepared.requests.map((request) => JSON.parse(request.body) as unknown)).toMatchObject([
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Which route is set?' }] },
    ]);
    const nothing = await rest('POST', '/load-tests/recorded', { ...template, filter: 'session:nobody' });
    expect(nothing.status).toBe(422);
  });

  it('of the command have what the deployment recorded of them', async () => {
    const printed: string[] = [];
    const warned: string[] = [];
    const flags = {
      gateway: engine.gatewayUrl,
      deployment: engine.url,
      model: 'gpt-4o-mini',
      'max-tokens': '5',
      rate: '20',
      duration: '3s',
    };
    const around = (token: string) => ({
      env: { SIGNALBOX_TOKEN: token },
      print: (text: string) => void printed.push(text),
      warn: (text: string) => void warned.push(text),
      progress: null,
      signal: new AbortController().signal,
    });
    expect(await runCommand({ ...flags, json: true }, around(engine.token))).toBe(0);
    const { observation } = JSON.parse(printed[0] ?? '') as LoadRun;
    expect(observation?.cost).toMatchObject({ unpriced: 0 });
    expect(observation?.cost?.calls).toBeGreaterThan(0);
    expect(observation?.overhead?.traces).toBeGreaterThan(0);
    expect(observation?.overhead?.stages.map(({ stage }) => stage)).toContain('authenticate');
    expect(observation?.engine[0]?.residentBytes).toBeGreaterThan(0);
    expect(await runCommand({ ...flags, duration: '200ms' }, around(engine.token))).toBe(0);
    expect(printed[1]).toMatch(/gateway overhead \.+ p50=[\d.]+ [mu]s p95=/);
    expect(printed[1]).toMatch(/cost \.+ \$0\.\d+/);
    expect(warned).toEqual([]);
    // Said before the calls are sent, not when they are over.
    await expect(runCommand(flags, around('wrong'))).rejects.toMatchObject({
      code: 'LOAD_PLAN_INVALID',
      message: expect.stringContaining('it answered 401; is SIGNALBOX_TOKEN its token?') as string,
    });
    await expect(
      runCommand({ ...flags, deployment: 'http://127.0.0.1:1' }, around(engine.token)),
    ).rejects.toThrow('http://127.0.0.1:1 does not tell of the run');
    expect(printed).toHaveLength(2);
  });

  it('are stopped, one at a time, and keep what they measured', async () => {
    const long = { ...PLAN, shape: { model: 'open', start: 20, stages: [{ seconds: 60, target: 20 }] } };
    const { id } = await json<LoadRunSummary>(rest('POST', '/load-tests', long));
    const busy = await rest('POST', '/load-tests', PLAN);
    expect(busy.status).toBe(409);
    expect(await busy.json()).toMatchObject({ error: { code: 'LOAD_TEST_RUNNING' } });
    // Its process takes its time to start; what is stopped before has measured nothing.
    const { session } = await json<LoadRun>(rest('GET', `/load-tests/${id}`));
    await expect
      .poll(() => json(rest('GET', `/observability/traces?limit=1&sessionId=${session ?? ''}`)))
      .toMatchObject({ traces: [{}] });
    expect(await json(rest('POST', `/load-tests/${id}/stop`))).toMatchObject({ state: 'aborted' });
    expect((await json<LoadRun>(rest('GET', `/load-tests/${id}`))).measurement).not.toBeNull();
  });

  it('refuse hosts and costs that nobody confirmed, and plans that are none', async () => {
    const foreign = { ...PLAN, target: { kind: 'url', url: 'http://example.com' } };
    const refused = await rest('POST', '/load-tests', foreign);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'LOAD_HOST_NOT_CONFIRMED' } });
    await rest('POST', '/providers', { name: 'paid', dialect: 'openai', baseUrl: 'http://paid.invalid/v1' });
    const paid = { ...PLAN, mix: [{ ...PLAN.mix[0], model: 'paid/text-embedding-3-small' }] };
    expect(await json<LoadEstimate>(rest('POST', '/load-tests/estimate', paid))).toMatchObject({
      paidProviders: ['paid'],
    });
    const costly = await rest('POST', '/load-tests', paid);
    expect(await costly.json()).toMatchObject({ error: { code: 'LOAD_COST_NOT_CONFIRMED' } });
    expect(
      (await rest('POST', '/load-tests', { ...PLAN, shape: { model: 'open', start: 1e9, stages: [] } }))
        .status,
    ).toBe(400);
  });
});
