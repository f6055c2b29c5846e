import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_ALIKE, startJudgedGateway, type JudgedGateway } from '../fixtures/judged-gateway.ts';

/* Rules in the path of calls: the real door and the real engine of policies before an upstream that says what it is told. */

let judged: JudgedGateway;
beforeAll(async () => {
  judged = await startJudgedGateway();
});
afterAll(() => judged.close());
beforeEach(() => judged.reset());

const MAIL = 'anna.berg@example.com';
const user = (content: string) => [{ role: 'user' as const, content }];
const rule = (actions: readonly object[], when = '') => ({
  rules: [{ id: 'r', name: 'A rule', when, actions }],
});
const last = () => judged.upstream.seen.at(-1)?.body ?? {};

function chat(body: object = {}) {
  return judged.post('/v1/chat/completions', { model: 'echo/m', messages: user('Hi'), ...body });
}

const INGRESSES = [
  ['/v1/chat/completions', { model: 'echo/m', messages: user('Hi') }],
  ['/v1/messages', { model: 'claude/m', max_tokens: 100, messages: user('Hi') }],
  ['/v1/responses', { model: 'echo/m', input: 'Hi' }],
  ['/v1/embeddings', { model: 'echo/m', input: 'Hi' }],
  ['/api/ai/process', { model: 'echo/m', prompt: 'Hi' }],
] as const;

describe('block', () => {
  const block = { type: 'block', code: 'no_thanks', message: 'Not today.' };

  test.each(INGRESSES)(
    '%s: with the code and the message of the rule, and nothing goes upstream',
    async (path, body) => {
      judged.policies(rule([block], 'request.model != "other"'));
      const response = await judged.post(path, body);
      const text = await response.text();
      expect(response.status).toBe(403);
      expect(text).toContain('no_thanks');
      expect(text).toContain('Not today.');
      expect(judged.upstream.seen).toEqual([]);
      const { span, verdicts } = await judged.span(response);
      expect(verdicts).toMatchObject({ blocked: true, policies: [{ setId: 'set-1', outcome: 'block' }] });
      const [event] = span.events.filter(({ name }) => name === 'signalbox.policy');
      expect(event?.attributes).toMatchObject({
        'signalbox.policy.mode': 'enforce',
        'signalbox.policy.outcome': 'block',
      });
      expect(JSON.parse(span.attributes['signalbox.policy.input'] as string)).toMatchObject({
        request: { model: body.model },
        target: { provider: body.model.split('/')[0] },
      });
    },
  );

  test('the SDKs throw what they throw for a refusal', async () => {
    judged.policies(rule([block]));
    const openai = judged.gateway.openai.chat.completions.create({ model: 'echo/m', messages: user('Hi') });
    await expect(openai).rejects.toMatchObject({ status: 403, code: 'no_thanks' });
    const anthropic = judged.anthropic.messages.create({
      model: 'claude/m',
      max_tokens: 9,
      messages: user('Hi'),
    });
    await expect(anthropic).rejects.toMatchObject({ status: 403 });
  });

  test('in shadow it changes nothing: the bytes upstream are those without it', async () => {
    const body = { messages: user(MAIL), unknown: 1 };
    await chat(body);
    const off = judged.upstream.seen[0]?.text;
    const all = [
      block,
      { type: 'redact' },
      { type: 'cap_tokens', tokens: 1 },
      { type: 'warn', message: 'w' },
    ];
    judged.policies({ ...rule(all), mode: 'shadow' });
    const response = await chat(body);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-signalbox-warning')).toBeNull();
    expect(judged.upstream.seen[1]?.text).toBe(off);
    const { verdicts } = await judged.span(response);
    expect(verdicts).toMatchObject({
      blocked: false,
      effects: { block: null },
      shadow: { block: { code: 'no_thanks' } },
    });
  });

  test('a stage whose flag is off is not run', async () => {
    judged.policies(rule([block]));
    judged.flagsOff.add('enable_policy_engine');
    const response = await chat();
    expect(response.status).toBe(200);
    const { span } = await judged.span(response);
    expect(span.attributes['signalbox.stages_off']).toEqual(['policy']);
    expect(span.attributes).not.toHaveProperty('signalbox.policy.input');
  });
});

describe('marks', () => {
  test('flags, tags, review and warnings', async () => {
    judged.policies(
      rule([
        { type: 'flag', label: 'odd' },
        { type: 'tag', key: 'team', value: 'blue' },
        { type: 'review', percent: 100 },
        { type: 'warn', message: 'Mind the gap — really' },
      ]),
    );
    const response = await chat();
    expect(response.headers.get('x-signalbox-warning')).toBe('Mind the gap ? really');
    const { span } = await judged.span(response);
    expect(span.attributes).toMatchObject({
      'signalbox.flags': ['odd'],
      'signalbox.tag.team': 'blue',
      'signalbox.review': true,
    });
  });
});

describe('changes of the request', () => {
  test('redact, put back in the answer', async () => {
    judged.policies(rule([{ type: 'redact', kinds: ['email'] }]));
    const response = await chat({ messages: user(`to ${MAIL}`), extra: { kept: [1.5] } });
    expect(last()).toMatchObject({ messages: [{ content: 'to [EMAIL_1]' }], extra: { kept: [1.5] } });
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: `to ${MAIL}` } }] });
  });

  test('after a guard has replaced the same, the answer is still right', async () => {
    judged.guards({ pii: { action: 'redact' } });
    judged.policies(rule([{ type: 'redact' }]));
    const response = await chat({ messages: user(`to ${MAIL} [EMAIL_1]`) });
    expect(JSON.stringify(last())).not.toContain(MAIL);
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: `to ${MAIL} [EMAIL_1]` } }],
    });
  });

  test('parameters and the length of the answer, by the names of the dialect', async () => {
    judged.policies(
      rule([
        { type: 'set_parameter', parameter: 'temperature', value: 0.1 },
        { type: 'set_parameter', parameter: 'seed', value: null },
        { type: 'cap_tokens', tokens: 50 },
      ]),
    );
    await chat({ seed: 4, max_completion_tokens: 80 });
    expect(last()).toMatchObject({ temperature: 0.1, max_completion_tokens: 50 });
    expect(last()).not.toHaveProperty('seed');
    await judged.post('/v1/messages', { model: 'claude/m', max_tokens: 40, messages: user('Hi') });
    expect(last()).toMatchObject({ temperature: 0.1, max_tokens: 40 });
    const response = await judged.post('/v1/responses', { model: 'claude/m', input: 'Hi' });
    expect(last()).toMatchObject({ max_tokens: 50 });
    const { span } = await judged.span(response);
    expect(span.attributes['gen_ai.request.max_tokens']).toBe(50);
  });
});

describe('who answers', () => {
  test('another model than the one that was asked for', async () => {
    judged.policies(rule([{ type: 'choose_model', model: 'claude/other' }], 'request.model == "echo/m"'));
    const response = await chat();
    expect(response.status).toBe(200);
    expect(judged.upstream.seen[0]).toMatchObject({ path: '/v1/messages', body: { model: 'other' } });
    const { span } = await judged.span(response);
    expect(span.attributes).toMatchObject({
      'gen_ai.request.model': 'other',
      'signalbox.request.model': 'echo/m',
    });
  });

  test('a rule may answer for a model that nobody has', async () => {
    judged.policies(rule([{ type: 'choose_model', model: 'echo/m' }], 'target.provider == ""'));
    expect((await chat({ model: 'unheard-of' })).status).toBe(200);
  });

  test('forbidden targets are left out; when none is left, that is said', async () => {
    judged.policies(rule([{ type: 'forbid_models', models: ['echo/fir*'] }]));
    await chat({ model: 'either' });
    expect(last()).toMatchObject({ model: 'second' });
    judged.policies(rule([{ type: 'forbid_models', models: ['fir*', 'sec*nd'] }]));
    const response = await chat({ model: 'either' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'targets_forbidden', param: 'model' } });
    expect(judged.upstream.seen).toHaveLength(1);
  });
});

test('limit: so many calls for each model, then 429 with the time to wait', async () => {
  judged.policies(rule([{ type: 'limit', requests: 1, period: 'hour', per: 'model' }]));
  const statuses: number[] = [];
  for (const model of ['echo/a', 'echo/b', 'echo/a']) statuses.push((await chat({ model })).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await chat({ model: 'echo/a' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1000);
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'rate_limit_exceeded',
      message: expect.stringContaining('The limit of 1 request an hour for echo/a is reached.') as string,
    },
  });
});

test('require_guard runs a guard that is switched off, on the request and on the answer', async () => {
  judged.policies(rule([{ type: 'require_guard', guard: 'pii' }]));
  const flagged = await chat({ messages: user(MAIL) });
  expect((await judged.span(flagged)).verdicts?.guards).toMatchObject([
    { guard: 'pii', direction: 'input', outcome: 'flag' },
    { guard: 'pii', direction: 'output', outcome: 'flag' },
  ]);
});

test('require_guard of one whose feature flag is off is told on the trace', async () => {
  judged.policies(rule([{ type: 'require_guard', guard: 'guardrails_ai' }]));
  judged.flagsOff.add('enable_guardrails_ai');
  const { span } = await judged.span(await chat());
  const [policy] = span.events.filter(({ attributes }) => attributes['signalbox.stage'] === 'policy');
  expect(policy?.attributes['signalbox.reason']).toBe(
    'the guard guardrails_ai is required and did not run: its flag is off',
  );
});

test('conditions see guards, texts and the nearness of the prompt', async () => {
  judged.guards({ pii: { action: 'flag' } });
  judged.compare = () => Promise.resolve({ ...NOTHING_ALIKE, bad: 0.97 });
  const when =
    '"email" in guards.pii.kinds && text.contains("Hello") && similarity.bad > 0.9 && key.id == ""';
  judged.policies(rule([{ type: 'block', message: 'No.' }], when));
  expect((await chat({ messages: user(`Hello ${MAIL}`) })).status).toBe(403);
  expect((await chat({ messages: user('Hello') })).status).toBe(200);
});

test('a comparison can block and warn; one that nothing depends on is recorded all the same', async () => {
  const beside = await chat();
  expect((await judged.span(beside)).verdicts?.similarity).toMatchObject({ outcome: 'pass' });
  judged.changesCalls = true;
  judged.compare = () =>
    Promise.resolve({ ...NOTHING_ALIKE, outcome: 'block', reason: 'like a known bad prompt' });
  const blocked = await chat();
  expect(blocked.status).toBe(400);
  expect(await blocked.text()).toContain('like a known bad prompt');
  judged.compare = () => Promise.resolve({ ...NOTHING_ALIKE, outcome: 'warn', reason: 'alike' });
  expect((await chat()).headers.get('x-signalbox-warning')).toBe('alike');
});

describe('check_json', () => {
  const schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
  const check = (more: object = {}) => rule([{ type: 'check_json', schema, ...more }]);

  test.each([false, true])('an answer that does not fit is mended once (stream %s)', async (stream) => {
    judged.policies(check());
    judged.upstream.answers.push('{"age": "zehn"}', '{"age": 10}');
    const response = await chat({ stream });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('\\"age\\": 10');
    expect(text).not.toContain('zehn');
    expect(judged.upstream.seen).toHaveLength(2);
    expect(last().messages).toMatchObject([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: '{"age": "zehn"}' },
      { role: 'user' },
    ]);
    const { cost, facts } = await judged.span(response);
    expect(facts.usage).toMatchObject({ input: 20, output: 10 });
    expect(cost?.total).toBe('30000');
    const spans = judged.gateway.exchanges.at(-1) ?? [];
    expect(spans.slice(1).map(({ span }) => span.attributes['signalbox.attempt.reason'])).toEqual([
      undefined,
      'repair: /age must be integer',
    ]);
  });

  test('an answer that fits is handed on as it is, in every dialect', async () => {
    judged.policies(check());
    judged.upstream.answers.push('{"age": 1}', '{"age": 2}', '{"age": 3}');
    expect(await (await chat()).text()).toContain('"extra":"kept"');
    const stream = judged.anthropic.messages.stream({
      model: 'claude/m',
      max_tokens: 9,
      messages: user('Hi'),
    });
    expect(await stream.finalText()).toBe('{"age": 2}');
    const answer = await judged.post('/api/ai/process', { model: 'claude/m', prompt: 'Hi' });
    expect(await answer.json()).toMatchObject({ answer: '{"age": 3}' });
    expect(judged.upstream.seen).toHaveLength(3);
  });

  test('one that is not mended is an error; no other target is tried', async () => {
    judged.policies(check());
    judged.upstream.answers.push('no', 'still no');
    const response = await chat({ model: 'either' });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { code: 'answer_unfit' } });
    expect(judged.upstream.seen).toHaveLength(2);
    judged.policies(check({ repair: false }));
    judged.upstream.answers.push('no');
    expect((await chat()).status).toBe(502);
    expect(judged.upstream.seen).toHaveLength(3);
  });

  test('without a schema it is the one that the request asks for; what is hidden stays hidden while mending', async () => {
    judged.guards({ pii: { action: 'redact' } });
    judged.policies(check({ schema: null }));
    const format = { type: 'json_schema', json_schema: { name: 's', schema } };
    judged.upstream.answers.push('{"for": "[EMAIL_1]"}', '{"age": 1, "for": "[EMAIL_1]"}');
    const response = await chat({ messages: user(MAIL), response_format: format });
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: `{"age": 1, "for": "${MAIL}"}` } }],
    });
    expect(judged.upstream.seen).toHaveLength(2);
    expect(judged.upstream.seen.map(({ text }) => text).join('')).not.toContain(MAIL);
    judged.upstream.answers.push('any text');
    expect((await chat()).status).toBe(200);
  });
});

test('a blocked call with an idempotency key is tried again; an answer is given again as it was', async () => {
  const headers = { 'idempotency-key': 'k1' };
  const body = { model: 'echo/m', messages: user(MAIL) };
  judged.policies(rule([{ type: 'block', message: 'No.' }]));
  expect((await judged.post('/v1/chat/completions', body, headers)).status).toBe(403);
  judged.policies(rule([{ type: 'redact' }]));
  const first = await (await judged.post('/v1/chat/completions', body, headers)).text();
  expect(first).toContain(MAIL);
  expect(await (await judged.post('/v1/chat/completions', body, headers)).text()).toBe(first);
  expect(judged.upstream.seen).toHaveLength(1);
});

test('a fallback is asked the same that was rewritten', async () => {
  judged.policies(rule([{ type: 'redact' }, { type: 'cap_tokens', tokens: 5 }]));
  const response = await chat({ model: 'falling', messages: user(MAIL) });
  expect(response.status).toBe(200);
  expect(judged.upstream.seen.map(({ body }) => body.model)).toEqual(['unwell', 'second']);
  for (const { body } of judged.upstream.seen) {
    expect(body.max_tokens).toBe(5);
    expect(JSON.stringify(body)).toContain('[EMAIL_1]');
  }
  expect(await response.text()).toContain(MAIL);
});
