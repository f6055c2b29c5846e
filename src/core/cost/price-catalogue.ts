import type { CostBreakdown, TokenUsage } from '../../shared/usage.ts';

export interface PricedCall {
  /** A provider's name in any spelling (GenAI conventions, a user's provider name), or null. */
  provider: string | null;
  model: string;
  usage: TokenUsage;
  /** When the call started: the price in force then applies. */
  atUnixNano: bigint;
  /** At which the vendor served it, in its own word; absent: the standard one. */
  serviceTier?: string | null;
  /** The exact price to apply, "provider/model" of the catalogue; wins over the two above. */
  priceAs?: string | null;
}

/** Prices of models, dated and offline. Pure once loaded. */
export interface PriceCatalogue {
  readonly source: string;
  /** ISO date of the catalogue. */
  readonly date: string;
  readonly modelCount: number;
  /** Prices of the user's own over it; null when there are none. */
  readonly overrides: { readonly date: string; readonly models: readonly string[] } | null;
  /** Null when no price is known (of the model, or of its service tier) or the usage lacks what is needed to price it. */
  price(call: PricedCall): CostBreakdown | null;
}
