import type { TokenUsage } from '../../shared/usage.ts';
import type { PricePeriod, Rates } from './catalogue-file.ts';

/** Nano-dollars per million tokens, gaps filled. */
interface RateCard {
  readonly input: bigint;
  readonly cacheRead: bigint;
  readonly cacheWrite: bigint;
  /** Null: this model bills its input only, as embedding models do. */
  readonly output: bigint | null;
  readonly reasoning: bigint;
}

interface CompiledPeriod {
  readonly fromUnixNano: bigint | null;
  readonly daily: { readonly start: bigint; readonly end: bigint } | null;
  /** Nano-dollars for the request itself. */
  readonly request: bigint;
  /** By size of the input, ascending; the first has no lower border. Empty: the price is not known. */
  readonly tiers: readonly { readonly above: number; readonly rates: RateCard }[];
}

export type ModelPrices = readonly CompiledPeriod[];

/** The cost of one call in nano-dollars. */
export interface CallCost {
  input: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  output: bigint;
  reasoning: bigint;
}

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const PER_MILLION = 1_000_000n;

export function compilePrices(periods: readonly PricePeriod[]): ModelPrices {
  return periods.map((period) => ({
    fromUnixNano:
      period.from === undefined ? null : BigInt(Date.parse(`${period.from}T00:00:00Z`)) * 1_000_000n,
    daily:
      period.daily === undefined
        ? null
        : { start: timeOfDay(period.daily[0]), end: timeOfDay(period.daily[1]) },
    request: BigInt(period.request ?? 0),
    tiers: compileTiers(period),
  }));
}

/** True when some period names a price for text tokens; models sold by image or minute have none. */
export function isPriced(prices: ModelPrices): boolean {
  return prices.some((period) => period.tiers.length > 0);
}

/**
 * What a call costs. Each part is tokens x rate / 10^6, computed in integers and rounded half up to a whole nano-dollar
 * once; the total is the sum of the parts, so that they always add up. A fee per request is part of `input`.
 *
 * Where the usage contradicts itself (more cached than input tokens, more reasoning than output tokens) the remainder
 * counts as zero, never as negative, and the tokens that were stated are charged.
 *
 * Null when the usage lacks its input, or its output where the model bills output, or when no price is known.
 */
export function costOf(prices: ModelPrices, usage: TokenUsage, atUnixNano: bigint): CallCost | null {
  if (usage.input === null) return null;
  const cacheRead = usage.cacheRead ?? 0;
  const cacheWrite = usage.cacheWrite ?? 0;
  const context = Math.max(usage.input, cacheRead + cacheWrite);
  const period = periodAt(prices, atUnixNano);
  const rates = period?.tiers.findLast((tier) => context > tier.above)?.rates;
  if (period === undefined || rates === undefined) return null;
  if (rates.output === null ? (usage.output ?? 0) > 0 : usage.output === null) return null;
  const reasoning = usage.reasoning ?? 0;
  const output = Math.max(0, (usage.output ?? 0) - reasoning);
  return {
    input: part(context - cacheRead - cacheWrite, rates.input) + period.request,
    cacheRead: part(cacheRead, rates.cacheRead),
    cacheWrite: part(cacheWrite, rates.cacheWrite),
    output: part(output, rates.output ?? 0n),
    reasoning: part(reasoning, rates.reasoning),
  };
}

function part(tokens: number, rate: bigint): bigint {
  return tokens === 0 ? 0n : (BigInt(tokens) * rate + PER_MILLION / 2n) / PER_MILLION;
}

/** The last period in force, as genai-prices reads its lists; the first when none is. */
function periodAt(prices: ModelPrices, atUnixNano: bigint): CompiledPeriod | undefined {
  if (prices.length === 1) return prices[0];
  return prices.findLast((period) => isInForce(period, atUnixNano)) ?? prices[0];
}

function isInForce({ fromUnixNano, daily }: CompiledPeriod, atUnixNano: bigint): boolean {
  if (fromUnixNano !== null) return atUnixNano >= fromUnixNano;
  if (daily === null) return true;
  const time = atUnixNano % DAY;
  if (daily.end < daily.start) return time >= daily.start || time < daily.end;
  return time >= daily.start && time < daily.end;
}

function compileTiers({ tiers = [], ...base }: PricePeriod): CompiledPeriod['tiers'] {
  const compiled = [];
  let rates: Rates = base;
  for (const tier of [{ above: -1 }, ...tiers]) {
    rates = { ...rates, ...tier };
    const card = toRateCard(rates);
    if (card !== null) compiled.push({ above: tier.above, rates: card });
  }
  return compiled;
}

/** What the vendor does not price apart is billed as the kind that contains it: cached as input, reasoning as output. */
function toRateCard({ input, cacheRead, cacheWrite, output, reasoning }: Rates): RateCard | null {
  if (input === undefined) return null;
  return {
    input: BigInt(input),
    cacheRead: BigInt(cacheRead ?? input),
    cacheWrite: BigInt(cacheWrite ?? input),
    output: output === undefined ? null : BigInt(output),
    reasoning: BigInt(reasoning ?? output ?? 0),
  };
}

function timeOfDay(text: string): bigint {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(0, 8).split(':').map(Number);
  return BigInt(hours * 3600 + minutes * 60 + seconds) * SECOND;
}
