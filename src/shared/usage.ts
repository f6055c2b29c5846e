import { z } from 'zod';

/**
 * Tokens of one model call by kind, vendor differences removed:
 * `input` includes what was read from and written to the cache, `output` includes reasoning.
 * `null` means the vendor did not say; 0 means it said zero. Start from NO_USAGE and state what is known.
 */
export const tokenUsageSchema = z.object({
  input: z.number().int().nonnegative().nullable(),
  output: z.number().int().nonnegative().nullable(),
  cacheRead: z.number().int().nonnegative().nullable(),
  cacheWrite: z.number().int().nonnegative().nullable(),
  reasoning: z.number().int().nonnegative().nullable(),
  /** Of `cacheWrite`, what is kept for an hour; the rest is kept for five minutes. */
  cacheWrite1h: z.number().int().nonnegative().nullable(),
  /** Of `input`, whether or not it was cached. */
  audioInput: z.number().int().nonnegative().nullable(),
  imageInput: z.number().int().nonnegative().nullable(),
  /** Of `audioInput` and of `cacheRead`. */
  audioCacheRead: z.number().int().nonnegative().nullable(),
  /** Of `output`. */
  audioOutput: z.number().int().nonnegative().nullable(),
  imageOutput: z.number().int().nonnegative().nullable(),
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

export const NO_USAGE: TokenUsage = {
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
  cacheWrite1h: null,
  audioInput: null,
  imageInput: null,
  audioCacheRead: null,
  audioOutput: null,
  imageOutput: null,
};

export const TOKEN_KINDS = Object.keys(NO_USAGE) as readonly (keyof TokenUsage)[];

/**
 * What one call cost, in nano-dollars as decimal strings. The parts add up to `total` exactly. Audio and images are in
 * the part that their tokens belong to, at their own price.
 */
export const costBreakdownSchema = z.object({
  /** Fresh input: without what was read from or written to the cache. */
  input: z.string(),
  cacheRead: z.string(),
  cacheWrite: z.string(),
  /** Output without reasoning. */
  output: z.string(),
  reasoning: z.string(),
  total: z.string(),
  /** Which price was applied, for example "openai/gpt-4o", and the date of the catalogue it is from. */
  price: z.string(),
  /** The service tier whose prices were applied, unless it is the standard one: `flex`, `priority`, `batch`. */
  serviceTier: z.string().optional(),
  catalogueDate: z.string(),
});
export type CostBreakdown = z.infer<typeof costBreakdownSchema>;

/** Both together; null where neither says anything. */
export function addUsage(one: TokenUsage, other: TokenUsage): TokenUsage {
  const sum = { ...NO_USAGE };
  for (const kind of TOKEN_KINDS) {
    const [a, b] = [one[kind], other[kind]];
    sum[kind] = a === null && b === null ? null : (a ?? 0) + (b ?? 0);
  }
  return sum;
}
