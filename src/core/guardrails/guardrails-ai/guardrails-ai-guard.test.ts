import { describe, expect, it, vi } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { DEFAULT_GUARD_SETTINGS, type GuardrailsAiSettings } from '../../../shared/guard/index.ts';
import type { GuardedCall, GuardText } from '../guard.ts';
import { guardrailsAiGuard } from './guardrails-ai-guard.ts';
import type { GuardrailsAiVerdict } from './validation-answer.ts';

const SET: GuardrailsAiSettings = {
  ...DEFAULT_GUARD_SETTINGS.guardrails_ai,
  server: 'http://127.0.0.1:8000',
  inputGuard: 'prompts',
  outputGuard: 'answers',
};
const { signal } = new AbortController();
const deadline = { signal, check: () => undefined };
const PASSED: GuardrailsAiVerdict = { passed: true, replacement: null, failures: [] };

function guardOf(settings: GuardrailsAiSettings, verdict: GuardrailsAiVerdict = PASSED) {
  const validate = vi.fn(() => Promise.resolve(verdict));
  return { guard: guardrailsAiGuard(settings, { validate }), validate };
}

function call(...texts: [GuardText['role'], string][]): GuardedCall {
  return {
    scope: { org: null, workspace: null, user: null },
    model: 'm',
    texts: texts.map(([role, text], index) => ({ role, text, place: `message ${index + 1}` })),
    messages: texts.length,
    tools: 0,
    attachments: 0,
    tokens: () => Promise.resolve(0),
    costNanos: () => 0n,
    signal,
  };
}

describe('the guard of a Guardrails AI server', () => {
  it('asks once for all that users and tools said', async () => {
    const { guard, validate } = guardOf(SET);
    const asked = call(['system', 'Be kind.'], ['user', 'a'], ['assistant', 'b'], ['tool', 'c']);
    expect(await guard.checkCall(asked, deadline)).toMatchObject({ isHit: false, score: null });
    const server = { url: SET.server, timeLimitMs: SET.timeLimitMs };
    expect(validate.mock.calls).toEqual([[server, 'prompts', 'a\n\nc', signal]]);
    await guard.checkAnswer?.('d', deadline);
    expect(validate).toHaveBeenLastCalledWith(server, 'answers', 'd', signal);
  });

  it('asks nobody where nothing is to be validated', async () => {
    const { guard, validate } = guardOf({ ...SET, inputGuard: '', outputGuard: '', holdStreams: true });
    expect(await guard.checkCall(call(['user', 'a']), deadline)).toMatchObject({ isHit: false });
    expect(guard.checkAnswer).toBeNull();
    expect(guard.holdsStreams).toBe(false);
    expect(validate).not.toHaveBeenCalled();
  });

  it('fails where no server is set', async () => {
    const { guard } = guardOf({ ...SET, server: '' });
    const failure = await Promise.resolve(guard.checkCall(call(['user', 'a']), deadline)).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(SignalboxError);
    expect(failure).toMatchObject({ code: 'GUARD_FAILED', details: { reason: 'no server is set' } });
  });

  it('is hit by what is not valid, and by what the server had to mend', async () => {
    const failures = [{ validator: 'BanList', places: 2 }];
    const refused = guardOf(SET, { passed: false, replacement: null, failures }).guard;
    expect(await refused.checkCall(call(['user', 'a']), deadline)).toEqual({
      score: null,
      isHit: true,
      findings: [{ kind: 'BanList', score: 1, count: 2, place: 'request' }],
      reason: 'BanList failed',
    });
    const mended = guardOf(SET, { passed: true, replacement: 'x', failures }).guard;
    expect(await mended.checkAnswer?.('a', deadline)).toMatchObject({
      isHit: true,
      reason: 'BanList failed; the server would mend it',
    });
    const silent = guardOf(SET, { passed: false, replacement: null, failures: [] }).guard;
    expect(await silent.checkAnswer?.('a', deadline)).toMatchObject({
      findings: [],
      reason: 'validation failed',
    });
  });
});
