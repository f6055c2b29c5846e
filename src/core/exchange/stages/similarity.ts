import { SignalboxError } from '../../../shared/errors.ts';
import type { SimilarityRecord } from '../../../shared/similarity.ts';
import { promptOf } from '../../similarity/index.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { policyMessages } from '../policy-input.ts';
import { scopeOf } from '../scope.ts';
import type { Verdict } from '../verdict.ts';
import { announceWarnings } from '../warnings.ts';

/**
 * Compares the prompt with earlier ones and with known ones. The call waits for it only where what comes of it can
 * change the call; else it is there when the exchange is recorded.
 */
export function similarity(
  exchange: Exchange,
  { similarity: prompts, policies, flags }: ExchangeDependencies,
): Verdict | null | Promise<Verdict> {
  const { request, trace, judgement } = exchange;
  const text = promptOf(policyMessages(request?.canonical() ?? null));
  if (text === '') return null;
  const scope = scopeOf(exchange);
  const { traceId, spanId } = trace;
  const isAsked =
    policies.readsSimilarity &&
    flags.isOn('enable_policy_engine', exchange.flagScope) &&
    policies.appliesTo(scope);
  const isAwaited = prompts.changesCalls || isAsked;
  const compared = prompts.compare({ scope, traceId, spanId, text }, isAwaited);
  judgement.comparing = compared.then((result) => {
    judgement.similarity = result;
  });
  if (isAwaited) return compared.then((result) => apply(exchange, result));
  return { outcome: 'observe', reason: 'compared beside the call' };
}

/** @throws SignalboxError GUARD_BLOCKED */
function apply(exchange: Exchange, { outcome, reason }: SimilarityRecord): Verdict {
  const { judgement } = exchange;
  if (outcome === 'warn') {
    judgement.warnings.push(reason);
    announceWarnings(exchange);
  }
  if (outcome === 'block') {
    judgement.blocked = true;
    throw new SignalboxError('GUARD_BLOCKED', { guard: 'similarity', reason });
  }
  return { outcome: outcome === 'pass' || outcome === 'allow' ? 'allow' : 'observe', reason };
}
