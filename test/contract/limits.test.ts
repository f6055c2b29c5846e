import OpenAI, { APIError, RateLimitError } from 'openai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Limits } from '../../src/core/limits/index.ts';
import { openControlStore, type ControlStore } from '../../src/core/store/control/index.ts';
import type { NewBudget, NewLimit } from '../../src/shared/limits.ts';
import { quick, startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';

const LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let dataDir: string;
let store: ControlStore;
let limits: Limits;
let gateway: GatewayUnderTest;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'signalbox-limits-'));
  store = await openControlStore({ dataDir });
  limits = await Limits.open({ store, log: LOG, redisUrl: null });
  const models = [
    quick('gpt-4o'),
    { ...quick('slow'), latencyMs: 150 },
    { ...quick('failing'), errorRate: 0.3, streamFaultRate: 0.5, streamFault: 'cut' as const },
  ];
  gateway = await startGateway({ limits, simulation: { seed: 7, models } });
});
afterEach(async () => {
  await gateway.close();
  await limits.close();
  await store.close();
  await rm(dataDir, { recursive: true });
});

const rate = (part: Partial<NewLimit>): NewLimit =>
  ({
    metric: 'requests',
    scope: 'global',
    subject: null,
    enabled: true,
    amount: 2,
    period: 'hour',
    burst: null,
    ...part,
  }) as NewLimit;
const budget = (amountNanos: number, part: Partial<NewBudget> = {}): NewBudget => ({
  scope: 'global',
  subject: null,
  period: 'total',
  amountNanos: String(amountNanos),
  mode: 'hard',
  enabled: true,
  ...part,
});

function ask(model = 'gpt-4o', extra: object = {}, openai = gateway.openai) {
  const messages = [{ role: 'user' as const, content: 'Say hello.' }];
  return openai.chat.completions.create({ model, messages, max_completion_tokens: 50, ...extra });
}

async function refusal(call: Promise<unknown>): Promise<RateLimitError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RateLimitError);
  return error as RateLimitError;
}

describe('limits at the gateway, met by the openai SDK', () => {
  it('tell every answer where they stand, and refuse with when to come back', async () => {
    await limits.addLimit(rate({}));
    await limits.addLimit(rate({ metric: 'tokens', amount: 10_000 }));
    const { response } = await ask().withResponse();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-ratelimit-limit-requests': '2',
      'x-ratelimit-remaining-requests': '1',
      'x-ratelimit-reset-requests': '30m0s',
      'x-ratelimit-limit-tokens': '10000',
    });
    await ask();
    const refused = await refusal(ask());
    expect(refused.code).toBe('rate_limit_exceeded');
    expect(refused.type).toBe('rate_limit_error');
    expect(refused.message).toContain('2 requests an hour for all calls');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_790);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(1_800);
    expect(refused.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    const { server } = await gateway.exchange(2);
    expect(server.span.attributes['error.type']).toBe('RATE_LIMIT_EXCEEDED');
    const stages = server.span.events.map(({ attributes }) => attributes['signalbox.stage']);
    expect(stages).toEqual(['authenticate', 'limit', 'record']);
  });

  it('let the SDK in again when it waits as it was told', async () => {
    await limits.addLimit(rate({ amount: 5, period: 'second', burst: 1 }));
    const patient = new OpenAI({ baseURL: `${gateway.door.url}/v1`, apiKey: 'k', maxRetries: 1 });
    await ask();
    const answer = await ask('gpt-4o', {}, patient);
    expect(answer.choices).toHaveLength(1);
    expect(limits.overview().limits[0]?.refused).toBe(1);
  });

  it('count each user apart, and those without a name together', async () => {
    await limits.addLimit(rate({ scope: 'user', amount: 1 }));
    await ask('gpt-4o', { user: 'ana' });
    await ask('gpt-4o', { user: 'ben' });
    await refusal(ask('gpt-4o', { user: 'ana' }));
    await ask();
    await refusal(ask());
    const [state] = limits.overview().limits;
    expect(state?.use.map(({ subject }) => subject).sort()).toEqual(['(none)', 'ana', 'ben']);
  });

  it('of a model count it with and without the name of its provider', async () => {
    await limits.addLimit(rate({ scope: 'model', amount: 2 }));
    await ask('gpt-4o');
    await ask('simulated/gpt-4o');
    const refused = await refusal(ask('simulated/gpt-4o'));
    expect(refused.message).toContain('for the model gpt-4o');
    await limits.addLimit(rate({ scope: 'model', subject: 'simulated/slow', amount: 1 }));
    await ask('slow');
    await refusal(ask('slow'));
  });

  it('reserve tokens before the call and give back what it did not use', async () => {
    await limits.addLimit(rate({ metric: 'tokens', amount: 1_000, period: 'day' }));
    await Promise.all([
      ask('slow', { max_completion_tokens: 900 }),
      refusal(ask('slow', { max_completion_tokens: 900 })),
    ]);
    await gateway.exchange(1);
    const { usage } = await ask('gpt-4o', { max_completion_tokens: 700 });
    expect(usage?.total_tokens).toBeLessThan(200);
    const large = await refusal(ask('gpt-4o', { max_completion_tokens: 5_000 }));
    expect(large.code).toBe('request_too_large_for_limit');
    expect(large.headers.get('x-should-retry')).toBe('false');
  });

  it('keep what was reserved for a cut stream when nobody counts what it used', async () => {
    await limits.addLimit(rate({ metric: 'tokens', amount: 1_000, period: 'day' }));
    const cut = { ...quick('cut'), streamFaultRate: 1, streamFault: 'cut' as const };
    const untracked = await startGateway({
      limits,
      simulation: { seed: 7, models: [cut] },
      flags: { isOn: (name) => name !== 'track_model_costs' },
    });
    const stream = await untracked.openai.chat.completions.create({
      model: 'cut',
      stream: true,
      max_completion_tokens: 700,
      messages: [{ role: 'user', content: 'Say hello.' }],
    });
    const read = async () => {
      for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk');
    };
    await expect(read()).rejects.toThrow();
    await untracked.exchange(0);
    await untracked.close();
    expect(limits.overview().limits[0]?.use[0]?.used).toBeGreaterThan(700);
  });

  it('take an image for an image, not for a text of its bytes', async () => {
    await limits.addLimit(rate({ metric: 'tokens', amount: 20_000, period: 'day' }));
    await limits.addBudget(budget(1_000_000_000));
    const url = `data:image/png;base64,${'A'.repeat(2_000_000)}`;
    const content = [{ type: 'image_url' as const, image_url: { url } }];
    const look = () => ask('slow', { messages: [{ role: 'user', content }] });
    await Promise.all([look(), look()]);
    await gateway.exchange(1);
  });

  it('queue calls fairly in front of the places, refuse when the queue is full, and forget who hung up', async () => {
    // The tokenizer is loaded by now, so that the calls below are as slow as they say and no slower.
    await ask();
    await limits.addLimit({
      metric: 'concurrency',
      scope: 'model',
      subject: 'slow',
      enabled: true,
      amount: 1,
      queueSize: 1,
      queueTimeoutMs: 5_000,
    });
    const caller = new AbortController();
    const messages = [{ role: 'user' as const, content: 'hi' }];
    const first = ask('slow');
    while (limits.overview().limits[0]?.queue?.running !== 1) await new Promise(setImmediate);
    const gone = gateway.openai.chat.completions.create(
      { model: 'slow', messages },
      { signal: caller.signal },
    );
    const left = gone.then(
      () => 'answered',
      () => 'left',
    );
    while (limits.overview().limits[0]?.queue?.waiting !== 1) await new Promise(setImmediate);
    const full = await refusal(ask('slow'));
    expect(full.code).toBe('concurrency_limit_exceeded');
    expect(full.message).toContain('the queue is full');
    caller.abort();
    expect(await left).toBe('left');
    while (limits.overview().limits[0]?.queue?.waiting !== 0) await new Promise(setImmediate);
    const second = ask('slow');
    await Promise.all([first, second]);
    await gateway.exchange(4);
    expect(limits.overview().limits[0]?.queue).toMatchObject({
      running: 0,
      waiting: 0,
      admitted: 2,
      rejectedFull: 1,
      cancelled: 1,
    });
  });
});

describe('a limit of calls at once that is removed', () => {
  it('lets those in who wait', async () => {
    const { id } = await limits.addLimit({
      metric: 'concurrency',
      scope: 'global',
      subject: null,
      enabled: true,
      amount: 1,
      queueSize: 5,
      queueTimeoutMs: 60_000,
    });
    const hangUp = new AbortController();
    const running = limits.admit(plainCall(hangUp.signal));
    const waiting = limits.admit(plainCall(hangUp.signal));
    await running;
    await limits.removeLimit(id);
    const hold = await Promise.race([waiting, new Promise(setImmediate).then(() => 'still waiting')]);
    hangUp.abort();
    expect(hold).toMatchObject({ waitedMs: expect.any(Number) as number });
  });
});

describe('a queue', () => {
  it('gives a key no more turns because its calls name many users', async () => {
    await limits.addLimit({
      ...rate({}),
      metric: 'concurrency',
      amount: 1,
      queueSize: 9,
      queueTimeoutMs: 60_000,
    });
    const { signal } = new AbortController();
    const order: string[] = [];
    const call = async (keyId: string, user: string) => {
      const hold = await limits.admit(plainCall(signal, { keyId, user }));
      order.push(user);
      hold?.settle({ tokens: null, cost: 0n });
    };
    const calls = ['1', '2', '3', '4'].map((user) => call('many', user));
    await Promise.all([...calls, call('one', 'ana')]);
    expect(order).toEqual(['1', '2', 'ana', '3', '4']);
  });
});

type CallToAdmit = Parameters<Limits['admit']>[0];

function plainCall(hangUp: AbortSignal, subjects: Partial<CallToAdmit['subjects']> = {}): CallToAdmit {
  const nobody = { org: null, workspace: null, user: null, keyId: null, keyName: null };
  return {
    subjects: { ...nobody, model: () => ({ model: 'gpt-4o', target: null }), route: () => null, ...subjects },
    tokens: () => ({ prompt: 1, answer: 1 }),
    cost: () => 1n,
    hangUp,
  };
}

describe('budgets at the gateway', () => {
  it('are never exceeded by more than the call that crosses them, under 500 calls at once', async () => {
    const amount = 300_000;
    await limits.addBudget(budget(amount));
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, () =>
        ask().then(
          (answer) => answer.usage?.total_tokens ?? 0,
          () => null,
        ),
      ),
    );
    const paid = outcomes.filter((tokens) => tokens !== null).map((tokens) => tokens * 1_000);
    const total = paid.reduce((sum, cost) => sum + cost, 0);
    await gateway.exchange(499);
    expect(limits.overview().budgets[0]?.use).toMatchObject([
      { spentNanos: String(total), reservedNanos: '0' },
    ]);
    expect(paid.length).toBeGreaterThan(0);
    expect(total - Math.max(...paid)).toBeLessThan(amount);
    expect(limits.overview().budgets[0]?.refused).toBe(500 - paid.length);
  });

  it('nor under 300 streams at once that fail, are cut and are left', async () => {
    const amount = 300_000;
    await limits.addBudget(budget(amount));
    await Promise.all(
      Array.from({ length: 300 }, async (_, number) => {
        try {
          const messages = [{ role: 'user' as const, content: 'Say hello.' }];
          const call = { model: 'failing', messages, max_completion_tokens: 50, stream: true as const };
          const stream = await gateway.openai.chat.completions.create(call);
          for await (const chunk of stream) if (number % 3 === 0 && chunk.choices.length > 0) break;
        } catch (error) {
          expect(error).toBeInstanceOf(APIError);
        }
      }),
    );
    await gateway.exchange(299);
    const costs = gateway.exchanges.map(([server]) => Number(server?.cost?.total ?? 0));
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    expect(total).toBeGreaterThan(0);
    expect(total - Math.max(...costs)).toBeLessThan(amount);
    expect(limits.overview().budgets[0]?.use).toMatchObject([
      { spentNanos: String(total), reservedNanos: '0' },
    ]);
  });

  it('refuse with what, whose and until when, and tell the SDK that trying again does not help', async () => {
    await limits.addBudget(budget(1_000, { scope: 'user', subject: 'ana', period: 'month' }));
    const patient = new OpenAI({ baseURL: `${gateway.door.url}/v1`, apiKey: 'k', maxRetries: 3 });
    await ask('gpt-4o', { user: 'ana' });
    await gateway.exchange(0);
    const refused = await refusal(ask('gpt-4o', { user: 'ana' }, patient));
    expect(refused.code).toBe('budget_exceeded');
    expect(refused.message).toMatch(
      /^429 The budget of \$0\.000001 a month for the user ana is spent\. Calls are let in again from \d{4}-\d\d-01T00:00:00\.000Z\.$/,
    );
    expect(gateway.exchanges).toHaveLength(2);
    await ask('gpt-4o', { user: 'ben' });
  });

  it('survive a restart to the nano-dollar', async () => {
    await limits.addBudget(budget(10_000_000));
    await ask();
    await gateway.exchange(0);
    const before = limits.overview().budgets[0]?.use[0]?.spentNanos;
    expect(Number(before)).toBeGreaterThan(0);
    await limits.close();
    await store.close();
    store = await openControlStore({ dataDir });
    limits = await Limits.open({ store, log: LOG, redisUrl: null });
    expect(limits.overview().budgets[0]?.use).toMatchObject([{ subject: '', spentNanos: before }]);
  });

  it('forget what they counted before a change of what they count, also on disk', async () => {
    const { id } = await limits.addBudget(budget(10_000_000, { period: 'day' }));
    const running = ask('slow');
    while (limits.overview().budgets[0]?.use[0] === undefined) await new Promise(setImmediate);
    await limits.changeBudget(id, budget(10_000_000, { period: 'total' }));
    await Promise.all([running, ask()]);
    await gateway.exchange(1);
    const before = limits.overview().budgets[0]?.use[0]?.spentNanos;
    expect(Number(before)).toBeGreaterThan(0);
    await limits.close();
    await store.close();
    store = await openControlStore({ dataDir });
    limits = await Limits.open({ store, log: LOG, redisUrl: null });
    expect(limits.overview().budgets[0]?.use).toMatchObject([{ spentNanos: before }]);
  });

  it('take effect, change and end with the next call', async () => {
    const { id } = await limits.addBudget(budget(0));
    await refusal(ask());
    await limits.changeBudget(id, budget(0, { mode: 'warning' }));
    await ask();
    const { server } = await gateway.exchange(1);
    const decision = server.span.events.find(({ attributes }) => attributes['signalbox.stage'] === 'limit');
    expect(decision?.attributes['signalbox.reason']).toContain('is spent (warning)');
    await limits.changeBudget(id, budget(0));
    await refusal(ask());
    await limits.removeBudget(id);
    await ask();
    const actions = (await store.eventLogs(10)).map(({ action }) => action);
    expect(actions).toEqual(['budget.remove', 'budget.change', 'budget.change', 'budget.add']);
  });
});
