import type { CostBreakdown, TokenUsage } from '../../../../shared/usage.ts';

export type TokenKind = 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'reasoning';

export interface TokenPart {
  readonly kind: TokenKind;
  readonly label: string;
  /** Null when the vendor did not say. */
  readonly tokens: number | null;
  /** Nano-dollars; null when the price is unknown. */
  readonly costNanos: string | null;
}

/**
 * Tokens by kind so that nothing is counted twice: `usage.input` contains what was read from and written to the cache,
 * `usage.output` contains reasoning.
 */
export function tokenParts(usage: TokenUsage, cost: CostBreakdown | null): TokenPart[] {
  const cached = (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
  const fresh = usage.input === null ? null : Math.max(usage.input - cached, 0);
  const plain = usage.output === null ? null : Math.max(usage.output - (usage.reasoning ?? 0), 0);
  return [
    { kind: 'input', label: 'Fresh input', tokens: fresh, costNanos: cost?.input ?? null },
    { kind: 'cacheRead', label: 'Cache read', tokens: usage.cacheRead, costNanos: cost?.cacheRead ?? null },
    {
      kind: 'cacheWrite',
      label: 'Cache write',
      tokens: usage.cacheWrite,
      costNanos: cost?.cacheWrite ?? null,
    },
    { kind: 'output', label: 'Output', tokens: plain, costNanos: cost?.output ?? null },
    { kind: 'reasoning', label: 'Reasoning', tokens: usage.reasoning, costNanos: cost?.reasoning ?? null },
  ];
}

export function hasUsage(usage: TokenUsage): boolean {
  return Object.values(usage).some((tokens) => tokens !== null);
}
