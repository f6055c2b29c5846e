import type { PolicyInput, PolicyMessage, PolicyOutcome } from '../../../../shared/policy/index.ts';
import type { StoredSpan } from '../../../store/span-record.ts';
import { MINUTE, NOON, traceIdOf } from '../../../store/testing/stored-spans.ts';
import { judgedExchange } from '../../../store/testing/verdicts.ts';

export interface Recorded {
  /** Which exchange; each a minute after the one before. */
  number: number;
  input: PolicyInput;
  /** Null: texts are not recorded. */
  messages: readonly PolicyMessage[] | null;
  /** What policies came to; null: there were none, and the input was not recorded. */
  outcome: PolicyOutcome | null;
}

/** An exchange as the gateway records it. */
export function recordedExchange({ number, input, messages, outcome }: Recorded): StoredSpan {
  const { scope, target, request } = input;
  const isBlocked = (outcome?.effects.block ?? null) !== null;
  const parts = messages?.map(({ role, text }) => ({ role, parts: [{ type: 'text', content: text }] }));
  return judgedExchange(
    {
      blocked: isBlocked,
      policies: outcome?.sets ?? [],
      ...(outcome === null ? {} : { effects: outcome.effects, shadow: outcome.shadow }),
    },
    {
      span: {
        traceId: traceIdOf(number),
        startUnixNano: NOON + BigInt(number) * MINUTE,
        attributes: {
          'signalbox.org': scope.org,
          'signalbox.workspace': scope.workspace,
          'signalbox.user': scope.user,
          'signalbox.call.status': isBlocked ? 'refused' : 'ok',
          'gen_ai.request.model': request.model,
          ...(parts === undefined ? {} : { 'gen_ai.input.messages': JSON.stringify(parts) }),
          ...(outcome === null ? {} : { 'signalbox.policy.input': JSON.stringify(input) }),
        },
      },
      facts: isBlocked ? { provider: null, model: null } : { provider: target.provider, model: target.model },
    },
  );
}
