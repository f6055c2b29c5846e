import type { Ending, IdempotentAnswers } from '../../resilience/index.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange, Failure } from '../exchange.ts';
import type { Verdict } from '../verdict.ts';

type SharedAnswer = ReturnType<IdempotentAnswers['claim']>['answer'];

/**
 * Gives a repeated `Idempotency-Key` the answer of its first call, also while that is still being written; nothing is
 * called or paid again. Keys are known per caller and path.
 */
export function idempotency(
  exchange: Exchange,
  { idempotentAnswers }: ExchangeDependencies,
): Verdict | null | Promise<Verdict> {
  const key = exchange.header('idempotency-key');
  const { request, caller, input, reply } = exchange;
  if (key === null || key === '' || request === null) return null;
  const { keyId, org, workspace, user } = caller;
  const scope = JSON.stringify([keyId, org, workspace, user, input.callerKey, input.path]);
  const { answer, isFirst } = idempotentAnswers.claim({ scope, key, body: request.bytes, sink: reply });
  if (!isFirst) return join(exchange, answer);
  exchange.reply = answer;
  return { outcome: 'allow', reason: 'the first call with its idempotency key' };
}

async function join(exchange: Exchange, answer: SharedAnswer): Promise<Verdict> {
  const ending = await exchange.waiting(answer.join(exchange.reply));
  exchange.isRepeated = true;
  exchange.endedMs = performance.now();
  exchange.failure = failureOf(exchange, ending);
  return { outcome: 'observe', reason: 'got the answer of the first call with its idempotency key' };
}

function failureOf({ cancelled, reply }: Exchange, ending: Ending): Failure | null {
  if (cancelled) return { type: 'cancelled', message: 'The caller hung up before the answer was complete.' };
  const status = reply.status ?? 0;
  if (ending === 'whole' && status < 400) return null;
  return { type: status < 400 ? 'PROVIDER_STREAM_CUT' : String(status), message: 'The first call failed.' };
}
