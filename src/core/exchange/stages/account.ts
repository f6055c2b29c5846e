import { addUsage, type TokenUsage } from '../../../shared/usage.ts';
import { canonicalText, type ModelAnswer } from '../../dialects/index.ts';
import { loadTokenizer } from '../../tokens/index.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { scopeOf } from '../scope.ts';
import type { Verdict } from '../verdict.ts';

/**
 * Prices what was used. Some providers do not say it, and none gets to say it of an answer that was cut or cancelled,
 * though they bill that too: then it is counted by the tokenizer and marked as an estimate.
 */
export function account(
  exchange: Exchange,
  dependencies: ExchangeDependencies,
): Verdict | null | Promise<Verdict | null> {
  const { request, target, received, failure } = exchange;
  if (request === null || target === null) return null;
  exchange.answer = { ...exchange.answer, usage: received.usage };
  if (exchange.spent.length > 0) addSpent(exchange);
  if (isUnsaid(received) || (failure !== null && isUnfinished(received))) {
    return accountEstimate(exchange, dependencies);
  }
  return price(exchange, dependencies);
}

/** An answer had begun, if only with its name, and what it came to was not said. */
function isUnsaid({ id, choices, usage }: ModelAnswer): boolean {
  return choices.length > 0
    ? usage.input === null || usage.output === null
    : id !== null && usage.input === null;
}

/** What was said came before the end, as Anthropic's first counts do. */
function isUnfinished({ choices }: ModelAnswer): boolean {
  return choices.length > 0 && choices.every(({ finishReason }) => finishReason === null);
}

async function accountEstimate(exchange: Exchange, dependencies: ExchangeDependencies): Promise<Verdict> {
  exchange.answer = { ...exchange.answer, usage: await estimateUsage(exchange) };
  exchange.usageEstimated = true;
  return price(exchange, dependencies);
}

/** What the provider did say counts; the rest is counted here. */
async function estimateUsage({ request, answer, received }: Exchange): Promise<TokenUsage> {
  const count = await loadTokenizer();
  const messages = request?.canonical().messages ?? [];
  const sent = messages.map(({ parts }) => canonicalText(parts)).join('\n');
  const written = received.choices.map(({ parts }) => canonicalText(parts));
  const { usage } = answer;
  // Three tokens around each message and before the answer, as OpenAI counts them.
  const input = usage.input ?? count(sent) + 3 * messages.length + 3;
  return { ...usage, input, output: Math.max(usage.output ?? 0, count(written.join(''))) };
}

/** An answer that was mended was paid for as well. */
function addSpent(exchange: Exchange): void {
  const usage = exchange.spent.splice(0).reduce(addUsage, exchange.answer.usage);
  exchange.answer = { ...exchange.answer, usage };
}

function price(exchange: Exchange, { prices, spend }: ExchangeDependencies): Verdict {
  const { target, answer, startedUnixNano } = exchange;
  const { usage } = answer;
  if (target === null || (usage.input === null && usage.output === null)) {
    return { outcome: 'observe', reason: 'the provider did not say what was used' };
  }
  const { upstream, model } = target;
  const { serviceTier } = answer;
  const base = { provider: upstream.provider, usage, atUnixNano: startedUnixNano, serviceTier };
  if (upstream.priceOf !== undefined) {
    const priceAs = upstream.priceOf(model);
    exchange.cost = priceAs === null ? null : prices.price({ ...base, model, priceAs });
  } else {
    exchange.cost = prices.price({ ...base, model });
    if (exchange.cost === null && answer.model !== null && answer.model !== model) {
      exchange.cost = prices.price({ ...base, model: answer.model });
    }
  }
  spend.add(scopeOf(exchange), BigInt(exchange.cost?.total ?? 0));
  const reason = exchange.cost === null ? 'no price is known' : `priced as ${exchange.cost.price}`;
  return { outcome: 'observe', reason: exchange.usageEstimated ? `${reason}, of an estimate` : reason };
}
