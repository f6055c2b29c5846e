import type { TokenUsage } from '../../shared/usage.ts';
import type { PricePeriod, Rates } from './catalogue-file.ts';
import { compileRates, type RateCard } from './rate-card.ts';
import { STANDARD_TIER } from './service-tier.ts';

/** By size of the input, ascending; the first has no lower border. Empty: the price is not known. */
type ContextTiers = readonly { readonly above: number; readonly rates: RateCard }[];

interface CompiledPeriod {
  readonly fromUnixNano: bigint | null;
  readonly toUnixNano: bigint | null;
  readonly daily: { readonly start: bigint; readonly end: bigint } | null;
  /** Nano-dollars for the request itself. */
  readonly request: bigint;
  /** By service tier. */
  readonly tiers: ReadonlyMap<string, ContextTiers>;
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

export interface PricedUsage {
  readonly usage: TokenUsage;
  readonly atUnixNano: bigint;
  /** As service-tier.ts names it. */
  readonly serviceTier: string;
}

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const PER_MILLION = 1_000_000n;

export function compilePrices(periods: readonly PricePeriod[]): ModelPrices {
  return periods.map((period) => ({
    fromUnixNano: beginningOf(period.from),
    toUnixNano: beginningOf(period.to),
    daily:
      period.daily === undefined
        ? null
        : { start: timeOfDay(period.daily[0]), end: timeOfDay(period.daily[1]) },
    request: BigInt(period.request ?? 0),
    tiers: new Map([
      [STANDARD_TIER, compileTiers(period)],
      ...Object.entries(period.serviceTiers ?? {}).map(
        ([name, prices]) => [name.toLowerCase(), compileTiers(prices)] as const,
      ),
    ]),
  }));
}

/** True when some period names a price for text tokens; models sold by image or minute have none. */
export function isPriced(prices: ModelPrices): boolean {
  return prices.some(({ tiers }) => (tiers.get(STANDARD_TIER)?.length ?? 0) > 0);
}

/** False when all that is known of the price had ended by then. */
export function isInForceAt(prices: ModelPrices, atUnixNano: bigint): boolean {
  return periodAt(prices, atUnixNano) !== undefined;
}

/**
 * What a call costs. Each part is the sum of tokens x rate / 10^6, computed in integers and rounded half up to a whole
 * nano-dollar once; the total is the sum of the parts, so that they always add up. A fee per request is part of `input`.
 *
 * Where the usage contradicts itself (more cached than input tokens, more reasoning than output tokens) the remainder
 * counts as zero, never as negative, and the tokens that were stated are charged.
 *
 * Null when the usage lacks its input, or its output where the model bills output, or when no price is known: of the
 * model, or of the service tier.
 */
export function costOf(
  prices: ModelPrices,
  { usage, atUnixNano, serviceTier }: PricedUsage,
): CallCost | null {
  if (usage.input === null) return null;
  const cacheRead = Math.max(usage.cacheRead ?? 0, usage.audioCacheRead ?? 0);
  const cacheWrite = Math.max(usage.cacheWrite ?? 0, usage.cacheWrite1h ?? 0);
  const context = Math.max(usage.input, cacheRead + cacheWrite);
  const period = periodAt(prices, atUnixNano);
  const rates = period?.tiers.get(serviceTier)?.findLast((tier) => context > tier.above)?.rates;
  if (period === undefined || rates === undefined) return null;
  if (rates.output === null ? (usage.output ?? 0) > 0 : usage.output === null) return null;
  const reasoning = usage.reasoning ?? 0;
  return {
    input: inputPart(context - cacheRead - cacheWrite, usage, rates) + period.request,
    cacheRead: part(split(cacheRead, [[usage.audioCacheRead, rates.audioCacheRead]], rates.cacheRead)),
    cacheWrite: part(split(cacheWrite, [[usage.cacheWrite1h, rates.cacheWrite1h]], rates.cacheWrite)),
    output: outputPart(Math.max(0, (usage.output ?? 0) - reasoning), usage, rates),
    reasoning: part(split(reasoning, [], rates.reasoning)),
  };
}

function inputPart(fresh: number, usage: TokenUsage, rates: RateCard): bigint {
  const audio =
    usage.audioInput === null ? null : Math.max(0, usage.audioInput - (usage.audioCacheRead ?? 0));
  const kinds: Kind[] = [
    [audio, rates.audioInput],
    [usage.imageInput, rates.imageInput],
  ];
  return part(split(fresh, kinds, rates.input));
}

function outputPart(plain: number, usage: TokenUsage, rates: RateCard): bigint {
  const kinds: Kind[] = [
    [usage.audioOutput, rates.audioOutput],
    [usage.imageOutput, rates.imageOutput],
  ];
  return part(split(plain, kinds, rates.output ?? 0n));
}

type Kind = readonly [tokens: number | null, rate: bigint];

/** Tokens x rate of the kinds within `tokens`, and of what is left of them at the rate of the whole. */
function split(tokens: number, kinds: readonly Kind[], rate: bigint): bigint {
  let left = tokens;
  let sum = 0n;
  for (const [stated, kindRate] of kinds) {
    const count = Math.min(left, stated ?? 0);
    if (count === 0) continue;
    sum += BigInt(count) * kindRate;
    left -= count;
  }
  return left === 0 ? sum : sum + BigInt(left) * rate;
}

function part(tokensTimesRate: bigint): bigint {
  return tokensTimesRate === 0n ? 0n : (tokensTimesRate + PER_MILLION / 2n) / PER_MILLION;
}

/** The last period in force, as genai-prices reads its lists; the first when none is, unless it has an end. */
function periodAt(prices: ModelPrices, atUnixNano: bigint): CompiledPeriod | undefined {
  const found = prices.findLast((period) => isInForce(period, atUnixNano));
  return found ?? (prices[0]?.toUnixNano === null ? prices[0] : undefined);
}

function isInForce({ fromUnixNano, toUnixNano, daily }: CompiledPeriod, atUnixNano: bigint): boolean {
  if (toUnixNano !== null && atUnixNano >= toUnixNano) return false;
  if (fromUnixNano !== null && atUnixNano < fromUnixNano) return false;
  if (daily === null) return true;
  const time = atUnixNano % DAY;
  if (daily.end < daily.start) return time >= daily.start || time < daily.end;
  return time >= daily.start && time < daily.end;
}

function compileTiers({ tiers = [], ...base }: Rates & { tiers?: PricePeriod['tiers'] }): ContextTiers {
  const compiled = [];
  let rates: Rates = base;
  for (const tier of [{ above: -1 }, ...tiers]) {
    rates = { ...rates, ...tier };
    const card = compileRates(rates);
    if (card !== null) compiled.push({ above: tier.above, rates: card });
  }
  return compiled;
}

function beginningOf(date: string | undefined): bigint | null {
  return date === undefined ? null : BigInt(Date.parse(`${date}T00:00:00Z`)) * 1_000_000n;
}

function timeOfDay(text: string): bigint {
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(0, 8).split(':').map(Number);
  return BigInt(hours * 3600 + minutes * 60 + seconds) * SECOND;
}
