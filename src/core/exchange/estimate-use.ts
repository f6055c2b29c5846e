import { SignalboxError } from '../../shared/errors.ts';
import { NO_USAGE, type TokenUsage } from '../../shared/usage.ts';
import type { Target } from '../routing/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Exchange } from './exchange.ts';

/** What answers come to in practice, where the caller sets no limit. Reserved of budgets until the true cost is known. */
const LONG_ANSWER_TOKENS = 16_384;
/** Bytes of a JSON body for a token of English text. */
const BYTES_PER_TOKEN = 4;

/** Tokens that a call is likely to need: what is reserved of token limits until the usage is known. */
export function estimateTokens({ request }: Exchange): { prompt: number; answer: number | null } {
  if (request === null) return { prompt: 0, answer: null };
  const { maxOutputTokens, choices } = request.canonical();
  return {
    prompt: Math.ceil(request.bytes.length / BYTES_PER_TOKEN),
    answer: maxOutputTokens === null ? null : maxOutputTokens * (choices ?? 1),
  };
}

/**
 * The most that a call may cost, in nano-dollars, at the dearest of those who may answer it: every byte of the body a
 * token (no tokenizer of today makes more), the longest answer that the caller allows. 0 where no price is known.
 */
export function estimateCost(exchange: Exchange, dependencies: ExchangeDependencies): bigint {
  const { request } = exchange;
  if (request === null) return 0n;
  const { maxOutputTokens, choices, serviceTier } = request.canonical();
  const input = request.bytes.length;
  const output = (maxOutputTokens ?? LONG_ANSWER_TOKENS) * (choices ?? 1);
  const usages: TokenUsage[] = [
    { ...NO_USAGE, input, output },
    { ...NO_USAGE, input, output, cacheWrite: input, reasoning: output },
    // Models that bill their input alone have no price for an answer.
    { ...NO_USAGE, input },
  ];
  const costs = targetsOf(exchange, dependencies).flatMap(({ upstream, model }) =>
    usages.map((usage) => {
      const priceAs = upstream.priceOf?.(model);
      if (priceAs === null) return 0n;
      const call = { provider: upstream.provider, model, usage, serviceTier };
      const at = { atUnixNano: exchange.startedUnixNano };
      const cost = dependencies.prices.price({
        ...call,
        ...at,
        ...(priceAs === undefined ? {} : { priceAs }),
      });
      return BigInt(cost?.total ?? 0);
    }),
  );
  return costs.reduce((most, cost) => (cost > most ? cost : most), 0n);
}

/** The route that the caller names, if it is one. */
export function namedRoute(exchange: Exchange, { router }: ExchangeDependencies): string | null {
  return planOf(exchange, router)?.route ?? null;
}

function targetsOf(exchange: Exchange, { router }: ExchangeDependencies): readonly Target[] {
  return planOf(exchange, router)?.targets ?? [];
}

/** Null for a model that nobody has: the stage `route` says so to the caller. */
function planOf({ request }: Exchange, router: ExchangeDependencies['router']) {
  try {
    return router.plan(request?.model ?? '');
  } catch (error) {
    if (error instanceof SignalboxError) return null;
    throw error;
  }
}
