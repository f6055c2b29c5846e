import { z } from 'zod';

/**
 * Tokens of one model call by kind, vendor differences removed:
 * `input` includes what was read from and written to the cache, `output` includes reasoning.
 * `null` means the vendor did not say; 0 means it said zero.
 */
export const tokenUsageSchema = z.object({
  input: z.number().int().nonnegative().nullable(),
  output: z.number().int().nonnegative().nullable(),
  cacheRead: z.number().int().nonnegative().nullable(),
  cacheWrite: z.number().int().nonnegative().nullable(),
  reasoning: z.number().int().nonnegative().nullable(),
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

export const NO_USAGE: TokenUsage = {
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
};

/** What one call cost, in nano-dollars as decimal strings. The parts add up to `total` exactly. */
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
  catalogueDate: z.string(),
});
export type CostBreakdown = z.infer<typeof costBreakdownSchema>;
