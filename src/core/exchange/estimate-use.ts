import { SignalboxError } from '../../shared/errors.ts';
import { NO_USAGE, type TokenUsage } from '../../shared/usage.ts';
import type { PriceCatalogue } from '../cost/index.ts';
import type { Part } from '../dialects/index.ts';
import type { Router, Target } from '../routing/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Exchange } from './exchange.ts';

/** What answers come to in practice, where the caller sets no limit. Reserved of budgets until the true cost is known. */
const LONG_ANSWER_TOKENS = 16_384;
/** Bytes of a JSON body for a token of English text. */
const BYTES_PER_TOKEN = 4;
/** What an image comes to in practice, and at most: OpenAI's largest at its finest detail, in a model that tells it dearly. */
const USUAL_IMAGE_TOKENS = 1_000;
const MOST_IMAGE_TOKENS = 50_000;

/** Tokens that a call is likely to need: what is reserved of token limits until the usage is known. */
export function estimateTokens({ request }: Exchange): { prompt: number; answer: number | null } {
  if (request === null) return { prompt: 0, answer: null };
  const { maxOutputTokens, choices, messages } = request.canonical();
  const images = imagesIn(messages.flatMap(({ parts }) => parts));
  const text = request.bytes.length - images.bytes;
  return {
    prompt: Math.ceil(text / BYTES_PER_TOKEN) + images.count * USUAL_IMAGE_TOKENS,
    answer: maxOutputTokens === null ? null : maxOutputTokens * (choices ?? 1),
  };
}

/**
 * The most that a call may cost, in nano-dollars, at the dearest of those who may answer it: every byte of the body a
 * token (no tokenizer of today makes more), images at their most, the longest answer that the caller allows. 0 where no price is known.
 */
export function estimateCost(
  exchange: Pick<Exchange, 'request' | 'startedUnixNano'>,
  dependencies: { router: Pick<Router, 'plan'>; prices: PriceCatalogue },
): bigint {
  const { request } = exchange;
  if (request === null) return 0n;
  const { maxOutputTokens, choices, serviceTier, messages } = request.canonical();
  const images = imagesIn(messages.flatMap(({ parts }) => parts));
  const input = request.bytes.length - images.bytes + images.count * MOST_IMAGE_TOKENS;
  const output = (maxOutputTokens ?? LONG_ANSWER_TOKENS) * (choices ?? 1);
  const { buffer, byteOffset, length } = request.bytes;
  const body = Buffer.from(buffer, byteOffset, length);
  const usages: TokenUsage[] = [
    { ...NO_USAGE, input, output },
    {
      ...NO_USAGE,
      input,
      output,
      cacheWrite: input,
      cacheWrite1h: body.includes('"1h"') ? input : null,
      reasoning: output,
    },
    { ...NO_USAGE, input, output, imageOutput: output },
    ...(body.includes('audio')
      ? [{ ...NO_USAGE, input, output, audioInput: input, audioOutput: output }]
      : []),
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

/** How many, and how much of the body they are. */
function imagesIn(parts: readonly Part[]): { count: number; bytes: number } {
  const found = { count: 0, bytes: 0 };
  for (const part of parts) {
    if (part.type === 'image') {
      found.count += 1;
      if (part.source.type === 'base64') found.bytes += part.source.data.length;
    } else if (part.type === 'tool_result') {
      const { count, bytes } = imagesIn(part.content);
      found.count += count;
      found.bytes += bytes;
    }
  }
  return found;
}

/**
 * The model that the caller names: without its provider, so that both names are the same to a limit, and with it. A
 * route stands for itself.
 */
export function namedModel(
  exchange: Exchange,
  { router }: ExchangeDependencies,
): { model: string; target: string | null } {
  const plan = planOf(exchange, router);
  if (plan === null) return { model: exchange.request?.model ?? '', target: null };
  if (plan.route !== null) return { model: plan.route, target: null };
  const [{ model, name }] = plan.targets;
  return { model, target: name };
}

function targetsOf(
  exchange: Pick<Exchange, 'request'>,
  { router }: { router: Pick<Router, 'plan'> },
): readonly Target[] {
  return planOf(exchange, router)?.targets ?? [];
}

/** Null for a model that nobody has: the stage `route` says so to the caller. */
function planOf({ request }: Pick<Exchange, 'request'>, router: Pick<Router, 'plan'>) {
  try {
    return router.plan(request?.model ?? '');
  } catch (error) {
    if (error instanceof SignalboxError) return null;
    throw error;
  }
}
