import { describe, expect, it } from 'vitest';
import { callWith, noServices, settingsWith } from './testing/guarded-call.ts';
import { createGuardrails } from './guardrails.ts';

type Changes = Parameters<typeof settingsWith>[0];
const guarding = (changes: Changes) => createGuardrails(settingsWith(changes), noServices);
const on = { enabled: true };
const LIST = { name: 'w', kind: 'deny' as const, words: ['bomb'], patterns: [], disguised: true };

describe('guards of requests', () => {
  it('do not run while they are off, but where they are required', async () => {
    const guards = guarding({});
    expect(guards.checkInput(callWith(['ana@example.org']))).toBeNull();
    expect(guards.watchAnswer(callWith([]), [])).toBeNull();
    const report = await guards.checkInput(callWith(['ana@example.org']), ['pii']);
    expect(report?.runs).toMatchObject([{ guard: 'pii', outcome: 'flag', score: 1 }]);
    expect(guards.watchAnswer(callWith([]), ['pii'])).not.toBeNull();
  });

  it('say what they found and where, and never the thing itself', async () => {
    const report = await guarding({ pii: on }).checkInput(
      callWith(['nothing', 'ana@example.org and bob@example.org, 4111 1111 1111 1111']),
    );
    expect(report?.runs[0]?.findings).toEqual([
      { kind: 'email', score: 1, count: 2, place: 'message 2 (user)' },
      { kind: 'card', score: 1, count: 1, place: 'message 2 (user)' },
    ]);
    expect(JSON.stringify(report)).not.toContain('ana');
    expect(report?.runs[0]?.micros).toBeGreaterThan(0);
  });

  it('all see the original; the strongest action wins, redactions merge, warnings are told', async () => {
    const report = await guarding({
      pii: { ...on, action: 'redact' },
      secrets: { ...on, action: 'redact' },
      words: { ...on, action: 'warn', lists: [LIST] },
    }).checkInput(callWith(['ana@example.org password=hunter2!x bomb']));
    expect(report?.runs.map(({ guard, outcome }) => `${guard} ${outcome}`)).toEqual([
      'words warn',
      'pii redact',
      'secrets redact',
    ]);
    expect(report?.block).toBeNull();
    expect(report?.warnings).toEqual(['guard words: 1 w in message 1 (user)']);
    expect(report?.redaction?.redact('ana@example.org password=hunter2!x bomb')).toBe(
      '[EMAIL_1] password=[PASSWORD_1] bomb',
    );
    const blocked = await guarding({
      pii: { ...on, action: 'redact' },
      words: { ...on, action: 'block', lists: [LIST] },
    }).checkInput(callWith(['ana@example.org bomb']));
    expect(blocked?.block).toMatchObject({ guard: 'words' });
  });

  it('look only for the kinds they are set to, and above their threshold', async () => {
    const only = await guarding({ pii: { ...on, kinds: ['card'] } }).checkInput(
      callWith(['ana@example.org']),
    );
    expect(only?.runs[0]?.outcome).toBe('pass');
    const sure = await guarding({ pii: { ...on, threshold: 0.95 } }).checkInput(callWith(['10.1.2.3']));
    expect(sure?.runs[0]?.outcome).toBe('pass');
  });

  it.each([
    ['closed', 'failed_closed', 'guardrails_ai'],
    ['open', 'failed_open', undefined],
  ] as const)('that fail are taken as set: %s', async (failureMode, outcome, blocking) => {
    const ai = { ...on, failureMode, server: 'http://127.0.0.1:9', inputGuard: 'g' };
    const report = await guarding({ guardrails_ai: ai }).checkInput(callWith(['x']));
    expect(report?.runs).toMatchObject([{ outcome, reason: 'it failed (Error)', score: null }]);
    expect(report?.block?.guard).toBe(blocking);
  });

  it('that take longer than they may have failed', async () => {
    const slow = createGuardrails(
      settingsWith({
        guardrails_ai: { ...on, timeLimitMs: 5, server: 'http://127.0.0.1:9', inputGuard: 'g' },
      }),
      { guardrailsAi: { validate: () => new Promise(() => {}) } },
    );
    const report = await slow.checkInput(callWith(['x']));
    expect(report?.block).toEqual({ guard: 'guardrails_ai', reason: 'it took longer than 5 ms' });
  });
});

describe('the guard of sizes', () => {
  it('names each limit that is exceeded', async () => {
    const report = await guarding({ size: { ...on, characters: 3, messages: 1, cost: 0.5 } }).checkInput(
      callWith(['four', 'five!'], { costNanos: () => 600_000_000n }),
    );
    expect(report?.block?.reason).toBe(
      'characters: 9, at most 3 allowed; messages: 2, at most 1 allowed; cost: 0.600, at most 0.500 allowed',
    );
  });

  it('asks the tokenizer only where the length leaves a doubt', async () => {
    let asked = 0;
    const tokens = () => Promise.resolve((asked += 1) * 1_000);
    const guards = guarding({ size: { ...on, characters: null, tokens: 300 } });
    const short = guards.checkInput(callWith(['x'.repeat(100)], { tokens }));
    expect(short).toMatchObject({ block: null });
    const long = guards.checkInput(callWith(['x'.repeat(60_000)], { tokens }));
    expect(long).toMatchObject({ block: { guard: 'size' } });
    expect(asked).toBe(0);
    expect(await guards.checkInput(callWith(['x'.repeat(1_000)], { tokens }))).toMatchObject({
      block: { guard: 'size', reason: 'tokens: 1000, at most 300 allowed' },
    });
  });
});

describe('the guard of regions', () => {
  const rules = [
    { org: 'acme', workspace: null, user: null, providers: [], regions: ['eu'], kinds: ['card'] },
    { org: 'other', workspace: null, user: null, providers: ['none'], regions: [], kinds: [] },
  ];
  const region = { ...on, providerRegions: { azure: 'eu', openai: 'us' }, rules };

  it('keeps what must not leave away from targets elsewhere', async () => {
    const report = await guarding({ region }).checkInput(callWith(['4111 1111 1111 1111']));
    const refuse = report?.refuseTarget;
    expect(refuse?.({ provider: 'azure', model: 'm' })).toBeNull();
    expect(refuse?.({ provider: 'openai', model: 'm' })).toBe(
      'openai answers from us, allowed eu for calls with card',
    );
    expect(refuse?.({ provider: 'constructor', model: 'm' })).toContain('from an unknown region');
  });

  it('lets calls without it go anywhere', async () => {
    const report = await guarding({ region }).checkInput(callWith(['hello']));
    expect(report?.refuseTarget).toBeNull();
    expect(report?.runs[0]?.outcome).toBe('pass');
  });
});

describe('an answer that is judged as a whole', () => {
  const validate = () => Promise.resolve({ passed: false, replacement: null, failures: [] });
  const ai = { ...on, server: 'http://127.0.0.1:9', outputGuard: 'g' };

  it('is let go as it comes, and refused at its end', async () => {
    const guards = createGuardrails(settingsWith({ guardrails_ai: ai }), { guardrailsAi: { validate } });
    const watch = guards.watchAnswer(callWith([]), [])!;
    expect(watch.push('0', 'hello ')).toBe('hello ');
    await expect(Promise.resolve(watch.finish('0'))).rejects.toMatchObject({ code: 'GUARD_BLOCKED' });
    expect(() => watch.push('1', 'more')).toThrow();
    expect(watch.runs()).toMatchObject([{ guard: 'guardrails_ai', outcome: 'block' }]);
  });

  it('is held back until then where that is set', async () => {
    const guards = createGuardrails(settingsWith({ guardrails_ai: { ...ai, holdStreams: true } }), {
      guardrailsAi: { validate: () => Promise.resolve({ passed: true, replacement: null, failures: [] }) },
    });
    const watch = guards.watchAnswer(callWith([]), [])!;
    expect(watch.push('0', 'hello ')).toBe('');
    expect(watch.push('0', 'you')).toBe('');
    expect(await watch.finish('0')).toBe('hello you');
  });
});
