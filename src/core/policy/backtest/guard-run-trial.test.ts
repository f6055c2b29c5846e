import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_GUARD_SETTINGS, type GuardAction, type GuardRun } from '../../../shared/guard/index.ts';
import { compileGuard } from '../../guardrails/index.ts';
import { ExchangeReader } from '../../store/index.ts';
import { traceIdOf } from '../../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../../store/testing/temporary-store.ts';
import { guardRun, judgedExchange } from '../../store/testing/verdicts.ts';
import { GuardRunTrial } from './guard-run-trial.ts';

const RANGE = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', filter: '' };
const MAIL = 'Write to anna.berg@example.com';

function call(number: number, said: string | null, run?: Partial<GuardRun>) {
  const messages = JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: said }] }]);
  return judgedExchange(
    { guards: run === undefined ? [] : [guardRun(run)], blocked: run?.outcome === 'block' },
    {
      span: {
        traceId: traceIdOf(number),
        attributes: said === null ? {} : { 'gen_ai.input.messages': messages },
      },
    },
  );
}

describe('a guard that is run again', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function tried(action: GuardAction) {
    const settings = { ...DEFAULT_GUARD_SETTINGS.pii, action };
    const guard = compileGuard(settings, {
      guardrailsAi: { validate: () => Promise.reject(new Error('not asked')) },
    });
    return new GuardRunTrial(guard, new ExchangeReader(store.db, RANGE)).page().reverse();
  }

  it('tells what it would have found while it was off', () => {
    store.writer.write([call(1, MAIL), call(2, 'Hello'), call(3, null)]);
    expect(tried('block')).toMatchObject([
      {
        changes: ['blocked'],
        before: { outcome: 'pass', text: 'did not run' },
        after: { outcome: 'block', text: 'block' },
        costBefore: 450_000n,
        costAfter: 0n,
        latencyAfterMs: null,
      },
      { changes: [], after: { text: 'pass' }, costAfter: 450_000n },
      { changes: [], isWithoutTexts: true },
    ]);
  });

  it('compares with what it did while it was on', () => {
    store.writer.write([
      call(1, MAIL, { outcome: 'redact' }),
      call(2, MAIL, { outcome: 'flag' }),
      call(3, 'Hello', { outcome: 'block' }),
    ]);
    expect(tried('redact').map((finding) => finding?.changes)).toEqual([[], ['redacted'], ['unblocked']]);
  });
});
