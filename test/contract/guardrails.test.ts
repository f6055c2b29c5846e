import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startJudgedGateway, type JudgedGateway } from '../fixtures/judged-gateway.ts';

/* The guards in the path of calls: the real SDKs and the real door before an upstream that says what it is told. */

let judged: JudgedGateway;
beforeAll(async () => {
  judged = await startJudgedGateway();
});
afterAll(() => judged.close());
beforeEach(() => judged.reset());

const MAIL = 'anna.berg@example.com';
const CARD = '4111 1111 1111 1111';
const user = (content: string) => [{ role: 'user' as const, content }];
const sentText = () => judged.upstream.seen.map(({ text }) => text).join('\n');

/** Every way in, with one text that the user says; how its answer is read. */
const INGRESSES = [
  ['/v1/chat/completions', (text: string) => ({ model: 'echo/m', messages: user(text) })],
  ['/v1/messages', (text: string) => ({ model: 'claude/m', max_tokens: 100, messages: user(text) })],
  ['/v1/messages', (text: string) => ({ model: 'echo/m', max_tokens: 100, messages: user(text) })],
  ['/v1/chat/completions', (text: string) => ({ model: 'claude/m', messages: user(text) })],
  ['/v1/responses', (text: string) => ({ model: 'echo/m', input: text })],
  ['/api/ai/process', (text: string) => ({ model: 'echo/m', prompt: text })],
] as const;

describe('a request', () => {
  test.each(INGRESSES)('%s: is blocked in its own dialect, and nothing goes upstream', async (path, body) => {
    judged.guards({ pii: { action: 'block' } });
    const response = await judged.post(path, body(`Write to ${MAIL}`));
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain('guard_blocked');
    expect(text).not.toContain(MAIL);
    expect(judged.upstream.seen).toEqual([]);
    const { span, verdicts } = await judged.span(response);
    expect(JSON.stringify(span, bigints)).not.toContain(MAIL);
    expect(verdicts).toMatchObject({ blocked: true, guards: [{ guard: 'pii', outcome: 'block' }] });
    expect(span.attributes['error.type']).toBe('GUARD_BLOCKED');
  });

  test('embeddings are judged too', async () => {
    judged.guards({ pii: { action: 'redact' } });
    const response = await judged.post('/v1/embeddings', { model: 'echo/m', input: ['a', `to ${MAIL}`] });
    expect(response.status).toBe(200);
    expect(sentText()).toContain('[EMAIL_1]');
    expect(sentText()).not.toContain(MAIL);
    judged.guards({ pii: { action: 'block' } });
    expect((await judged.post('/v1/embeddings', { model: 'echo/m', input: MAIL })).status).toBe(400);
  });

  test.each(INGRESSES)('%s: what is replaced comes back in the answer', async (path, body) => {
    judged.guards({ pii: { action: 'redact' } });
    const response = await judged.post(path, body(`Write to ${MAIL}, card ${CARD}. Thanks, ${MAIL}`));
    const answer = await response.text();
    expect(sentText()).toContain('[EMAIL_1]');
    expect(sentText()).not.toContain(MAIL);
    expect(sentText()).not.toContain(CARD);
    expect(answer).toContain(`Write to ${MAIL}, card ${CARD}. Thanks, ${MAIL}`);
    const { span } = await judged.span(response);
    const recorded = JSON.stringify(span, bigints);
    expect(recorded).toContain('[EMAIL_1]');
    expect(recorded).not.toContain(MAIL);
    expect(recorded).not.toContain(CARD);
  });

  test('a warning is told in a header, a flag only recorded', async () => {
    judged.guards({ pii: { action: 'warn', kinds: ['email'], directions: { input: true, output: false } } });
    const warned = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user(MAIL) });
    expect(warned.status).toBe(200);
    expect(warned.headers.get('x-signalbox-warning')).toContain('pii');
    expect(warned.headers.get('x-signalbox-warning')).not.toContain(MAIL);
    judged.guards({ pii: { action: 'flag' } });
    const flagged = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user(MAIL) });
    expect(flagged.headers.get('x-signalbox-warning')).toBeNull();
    const { span, verdicts } = await judged.span(flagged);
    expect(verdicts?.guards).toMatchObject([
      { guard: 'pii', direction: 'input', outcome: 'flag' },
      { guard: 'pii', direction: 'output', outcome: 'flag' },
    ]);
    const stages = span.events.filter(({ name }) => name === 'signalbox.decision');
    expect(stages.map(({ attributes }) => attributes['signalbox.stage'])).toEqual(
      expect.arrayContaining(['guard_input', 'guard_output']),
    );
    const events = span.events.filter(({ name }) => name === 'signalbox.guard');
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events, bigints)).not.toContain(MAIL);
  });

  test('results of tools, definitions of tools, documents and arguments are seen', async () => {
    judged.guards({ pii: { action: 'block' } });
    const base = { model: 'claude/m', max_tokens: 9 };
    const source = { type: 'text', media_type: 'text/plain', data: MAIL };
    const bodies = [
      { ...base, messages: user('Hi'), system: MAIL },
      {
        ...base,
        messages: user('Hi'),
        tools: [{ name: 't', description: MAIL, input_schema: { type: 'object' } }],
      },
      { ...base, messages: [{ role: 'user', content: [{ type: 'document', source }] }] },
      {
        ...base,
        messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x', content: MAIL }] }],
      },
      {
        ...base,
        messages: [
          { role: 'assistant', content: [{ type: 'tool_use', id: 'x', name: 't', input: { to: MAIL } }] },
        ],
      },
    ];
    for (const body of bodies) expect((await judged.post('/v1/messages', body)).status).toBe(400);
  });

  test('the region guard leaves only who may answer', async () => {
    const rules = [{ org: null, workspace: null, user: null, providers: ['claude'], regions: [], kinds: [] }];
    judged.guards({ region: { rules } });
    const refused = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user('Hi') });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'targets_forbidden' } });
    expect(judged.upstream.seen).toEqual([]);
    const allowed = await judged.post('/v1/chat/completions', { model: 'claude/m', messages: user('Hi') });
    expect(allowed.status).toBe(200);
  });
});

test('tokens are counted here where the texts may not leave', async () => {
  const body = { model: 'claude/m', messages: user(MAIL) };
  const count = () => judged.post('/v1/messages/count_tokens', body, { 'anthropic-version': '2023-06-01' });
  judged.guards({ pii: { action: 'flag' } });
  await count();
  expect(judged.upstream.seen).toHaveLength(1);
  for (const action of ['redact', 'block'] as const) {
    judged.guards({ pii: { action } });
    const response = await count();
    expect(response.headers.get('x-signalbox-counted-by')).toBe('estimate');
  }
  expect(judged.upstream.seen).toHaveLength(1);
});

describe('an answer', () => {
  test('is blocked whole: the call was made and is paid', async () => {
    judged.guards({ pii: { action: 'block', directions: { input: false, output: true } } });
    const response = await judged.post('/v1/chat/completions', { model: 'either', messages: user(MAIL) });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain(MAIL);
    // No other target is tried for it.
    expect(judged.upstream.seen).toHaveLength(1);
    const { span, cost, verdicts } = await judged.span(response);
    expect(cost?.total).toBe('15000');
    expect(verdicts).toMatchObject({ blocked: true });
    expect(JSON.stringify(span.attributes['gen_ai.output.messages'] ?? '', bigints)).not.toContain(MAIL);
  });

  test('a stream is blocked in the middle: what was released stays, then an error event', async () => {
    judged.guards({ pii: { action: 'block', directions: { input: false, output: true } } });
    judged.upstream.answers.push(`A harmless beginning of an answer that is long enough. ${MAIL} and more`);
    const stream = await judged.gateway.openai.chat.completions.create({
      model: 'echo/m',
      messages: user('Hi'),
      stream: true,
    });
    let said = '';
    const reading = async () => {
      for await (const chunk of stream) said += chunk.choices[0]?.delta.content ?? '';
    };
    await expect(reading()).rejects.toThrow(/guard/i);
    expect(said).toContain('A harmless beginning');
    expect(said).not.toContain('anna');
    judged.upstream.answers.push(`A harmless beginning of an answer that is long enough. ${MAIL} and more`);
    const events = judged.anthropic.messages.stream({ model: 'echo/m', max_tokens: 9, messages: user('Hi') });
    await expect(events.finalMessage()).rejects.toThrow(/guard/i);
  });

  test.each(['echo/m', 'claude/m'])(
    'a stream that breaks gives all that came, and an error (%s)',
    async (model) => {
      judged.guards({ pii: { action: 'redact' } });
      judged.upstream.cutsStreams = true;
      const response = await judged.post('/v1/chat/completions', {
        model,
        stream: true,
        messages: user(`To ${MAIL}`),
      });
      const reader = response.body?.getReader();
      let text = '';
      const reading = async () => {
        for (;;) {
          const next = await reader?.read();
          if (next === undefined || next.done) return;
          text += Buffer.from(next.value).toString();
        }
      };
      await expect(reading()).rejects.toThrow();
      const said = [...text.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('');
      expect(said).toBe(`To ${MAIL}`);
      expect(text).toContain('provider_stream_cut');
      expect(sentText()).not.toContain(MAIL);
    },
  );

  test('personal data in it are replaced, also across pieces, and are not recorded', async () => {
    judged.guards({ pii: { action: 'redact', directions: { input: false, output: true } } });
    for (const stream of [false, true]) {
      judged.upstream.answers.push(`Ask ${MAIL} for it.`);
      const response = await judged.post('/v1/messages', {
        model: 'claude/m',
        max_tokens: 9,
        stream,
        messages: user('Hi'),
      });
      const text = await response.text();
      expect(text).not.toContain(MAIL);
      const { span } = await judged.span(response);
      expect(JSON.stringify(span, bigints)).not.toContain(MAIL);
      expect(span.attributes['gen_ai.output.messages']).toContain('[EMAIL_1]');
    }
  });

  test('what was replaced in an answer is not taken for what was replaced in the request', async () => {
    judged.guards({ pii: { action: 'redact' } });
    const messages = user(`I am ${MAIL} with ${CARD}.`);
    for (const stream of [false, true]) {
      judged.upstream.answers.push(
        'Not [EMAIL_1] but eve@example.net, not [CARD_1] but 5555 5555 5555 4444.',
      );
      const response = await judged.post('/v1/messages', {
        model: 'claude/m',
        max_tokens: 9,
        stream,
        messages,
      });
      const texts = Array.from((await response.text()).matchAll(/"text":"([^"]*)"/g), ([, text]) => text);
      expect(texts.join('')).toBe(`Not ${MAIL} but [EMAIL_2], not ${CARD} but [CARD_2].`);
    }
  });

  test('bytes pass as they came where nothing changes', async () => {
    judged.guards({ pii: { action: 'flag' }, secrets: { action: 'flag' } });
    for (const stream of [false, true]) {
      const body = { model: 'echo/m', messages: user(`Write to ${MAIL} please`), stream };
      const on = await (await judged.post('/v1/chat/completions', body)).text();
      expect(on).toContain('"extra":"kept"');
    }
    judged.guards({ pii: { action: 'redact', directions: { input: true, output: false } } });
    judged.upstream.answers.push('Nothing to put back.');
    const messages = user(`Write to ${MAIL}`);
    const kept = await judged.post('/v1/chat/completions', { model: 'echo/m', messages, stream: true });
    expect(await kept.text()).toContain('"extra":"kept"');
    const changed = await judged.post('/v1/chat/completions', { model: 'echo/m', messages });
    expect(await changed.text()).toContain('"extra":"kept"');
  });

  test.each(['echo/m', 'claude/m'])('arguments of tools stay JSON (%s)', async (model) => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----';
    judged.guards({ secrets: { action: 'redact', directions: { input: true, output: false } } });
    const messages = user(`Install ${key}`);
    await judged.post('/v1/chat/completions', { model, messages });
    const placeholder = /\[[A-Z_]+_1\]/.exec(sentText())?.[0] ?? '';
    expect(placeholder).not.toBe('');
    judged.upstream.toolArguments = JSON.stringify({ key: placeholder });
    const whole = await judged.gateway.openai.chat.completions.create({ model, messages });
    const call = whole.choices[0]?.message.tool_calls?.[0];
    if (call?.type !== 'function') throw new Error('No call.');
    expect(JSON.parse(call.function.arguments)).toEqual({ key });
    for (const pieces of [[1], [5], [100]]) {
      judged.upstream.pieces = pieces;
      const stream = judged.anthropic.messages.stream({ model, max_tokens: 9, messages });
      expect((await stream.finalMessage()).content).toMatchObject([{ type: 'tool_use', input: { key } }]);
    }
  });
});

test('whatever the pieces, nothing that is replaced leaves and nothing of the answer is lost', async () => {
  judged.guards({ pii: { action: 'redact' } });
  const word = fc.constantFrom(
    'Hello ',
    'wörld 🙂 ',
    '[EMAIL_ ',
    '[',
    ']',
    `${MAIL} `,
    `${CARD} `,
    '[EMAIL_9] ',
    '\n',
  );
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      pieces,
      fc.boolean(),
      async (words, sizes, same) => {
        const text = `${words.join('')}.`;
        judged.upstream.seen.length = 0;
        judged.upstream.pieces = sizes;
        const stream = await judged.gateway.openai.chat.completions.create({
          model: same ? 'echo/m' : 'claude/m',
          messages: user(text),
          stream: true,
          stream_options: { include_usage: true },
        });
        let said = '';
        let reason: string | null = null;
        let tokens = 0;
        for await (const chunk of stream) {
          said += chunk.choices[0]?.delta.content ?? '';
          reason = chunk.choices[0]?.finish_reason ?? reason;
          tokens = chunk.usage?.total_tokens ?? tokens;
        }
        expect(sentText()).not.toContain(MAIL);
        expect(sentText()).not.toContain(CARD);
        expect(said).toBe(text);
        expect({ reason, tokens }).toEqual({ reason: 'stop', tokens: 15 });
      },
    ),
    { numRuns: 40 },
  );
});

describe('a guard that fails', () => {
  const server = { server: 'http://127.0.0.1:1', inputGuard: 'g' };

  test('closed blocks with 503, open lets pass; both are seen', async () => {
    judged.guards({ guardrails_ai: { ...server, failureMode: 'closed' } });
    const closed = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user('Hi') });
    expect(closed.status).toBe(503);
    expect(judged.upstream.seen).toEqual([]);
    expect((await judged.span(closed)).verdicts?.guards).toMatchObject([{ outcome: 'failed_closed' }]);
    judged.guards({ guardrails_ai: { ...server, failureMode: 'open' } });
    const open = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user('Hi') });
    expect(open.status).toBe(200);
    const { span } = await judged.span(open);
    const decision = span.events.find(({ attributes }) => attributes['signalbox.stage'] === 'guard_input');
    expect(decision?.attributes['signalbox.reason']).toContain('failed open');
  });

  test('is not asked while its feature flag is off', async () => {
    judged.guards({ guardrails_ai: { ...server, failureMode: 'closed' } });
    judged.flagsOff.add('enable_guardrails_ai');
    const response = await judged.post('/v1/chat/completions', { model: 'echo/m', messages: user('Hi') });
    expect(response.status).toBe(200);
    expect((await judged.span(response)).verdicts?.guards).toEqual([]);
  });
});

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
