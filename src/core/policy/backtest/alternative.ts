import type { PolicyEffects } from '../../../shared/policy/index.ts';
import type { PriceCatalogue } from '../../cost/index.ts';
import type { RecordedExchange } from '../../store/index.ts';
import { isForbidden, type Answerer } from './compare-effects.ts';

/** Who answers a model or route that rules choose. */
export interface ChosenTarget extends Answerer {
  /** The price that applies to it, `provider/model` of the catalogue; null: its own. */
  readonly priceAs: string | null;
}

/** What a call costs and takes; null: not known, or it is not answered. */
export interface Outlay {
  readonly nanos: bigint | null;
  readonly ms: number | null;
}

export interface AlternativeSources {
  readonly prices: PriceCatalogue;
  /** Who answers a name that a rule chooses, as far as the engine knew when the backtest began. */
  readonly targetOf: (name: string) => ChosenTarget | null;
  /** How long a target's calls take, by the median; null: it had none. */
  readonly medianMs: (target: Answerer) => number | null;
}

/** What the exchange cost and took, as it was recorded. */
export function recordedOutlay({ status, costNanos, durationMs }: RecordedExchange): Outlay {
  const isAnswered = status !== 'refused';
  return { nanos: isAnswered ? costNanos : 0n, ms: isAnswered ? durationMs : null };
}

/**
 * What it would cost and take with other effects. A call that is refused costs nothing; another model is priced with the
 * tokens that were used, and takes as long as its calls do; a lower cap bounds the tokens of the answer. What a call
 * would have come to that was refused nobody knows.
 */
export function alternativeOutlay(
  exchange: RecordedExchange,
  effects: { before: PolicyEffects; after: PolicyEffects },
  answerer: Answerer,
  sources: AlternativeSources,
): Outlay {
  const { before, after } = effects;
  if (after.block !== null) return { nanos: 0n, ms: null };
  if (exchange.status === 'refused') return { nanos: null, ms: null };
  if (after.chooseModel !== before.chooseModel) {
    const target = after.chooseModel === null ? own(answerer) : sources.targetOf(after.chooseModel);
    if (target === null || isForbidden(after, target)) return { nanos: null, ms: null };
    return { nanos: priced(exchange, after, sources, target), ms: sources.medianMs(target) };
  }
  if (isForbidden(after, answerer) && !isForbidden(before, answerer)) return { nanos: null, ms: null };
  const recorded = recordedOutlay(exchange);
  if (cappedOutput(exchange, after) === exchange.usage.output) return recorded;
  const { provider, model, price } = exchange;
  return { nanos: priced(exchange, after, sources, { provider, model, priceAs: price }), ms: recorded.ms };
}

function own(answerer: Answerer): ChosenTarget {
  return { ...answerer, priceAs: null };
}

function priced(
  exchange: RecordedExchange,
  after: PolicyEffects,
  { prices }: AlternativeSources,
  { provider, model, priceAs }: ChosenTarget,
): bigint | null {
  const isOther = model !== exchange.model || provider !== exchange.provider;
  const usage = { ...exchange.usage, output: cappedOutput(exchange, after) };
  const cost = prices.price({
    provider,
    model,
    // What another vendor would have cached is not known.
    usage: isOther ? { ...usage, cacheRead: null, cacheWrite: null, cacheWrite1h: null } : usage,
    atUnixNano: BigInt(exchange.startMs) * 1_000_000n,
    serviceTier: isOther ? null : exchange.serviceTier,
    priceAs,
  });
  return cost === null ? null : BigInt(cost.total);
}

function cappedOutput({ usage: { output } }: RecordedExchange, { capTokens }: PolicyEffects): number | null {
  return output === null || capTokens === null ? output : Math.min(output, capTokens);
}
