import type { Rates } from './catalogue-file.ts';

/** Nano-dollars per million tokens, gaps filled. */
export interface RateCard {
  readonly input: bigint;
  readonly audioInput: bigint;
  readonly imageInput: bigint;
  readonly cacheRead: bigint;
  readonly audioCacheRead: bigint;
  readonly cacheWrite: bigint;
  readonly cacheWrite1h: bigint;
  /** Null: this model bills its input only, as embedding models do. */
  readonly output: bigint | null;
  readonly audioOutput: bigint;
  readonly imageOutput: bigint;
  readonly reasoning: bigint;
}

/**
 * What the vendor does not price apart is billed as the kind that contains it: cached as input, reasoning as output.
 * Null when not even input has a price.
 */
export function compileRates(rates: Rates): RateCard | null {
  const { input, output } = rates;
  if (input === undefined) return null;
  const cacheRead = rates.cacheRead ?? input;
  const cacheWrite = rates.cacheWrite ?? input;
  return {
    input: BigInt(input),
    audioInput: BigInt(rates.audioInput ?? input),
    imageInput: BigInt(rates.imageInput ?? input),
    cacheRead: BigInt(cacheRead),
    audioCacheRead: BigInt(rates.audioCacheRead ?? cacheRead),
    cacheWrite: BigInt(cacheWrite),
    cacheWrite1h: BigInt(rates.cacheWrite1h ?? cacheWrite),
    output: output === undefined ? null : BigInt(output),
    audioOutput: BigInt(rates.audioOutput ?? output ?? 0),
    imageOutput: BigInt(rates.imageOutput ?? output ?? 0),
    reasoning: BigInt(rates.reasoning ?? output ?? 0),
  };
}
