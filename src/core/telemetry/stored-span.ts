import { isModelCall } from '../store/index.ts';
import type { SpanFactsRecord, SpanRecord, StoredSpan } from '../store/span-record.ts';
import type { CostBreakdown } from '../../shared/usage.ts';
import type { PriceCatalogue } from '../cost/index.ts';
import { readFacts, readPriceHint } from './conventions/index.ts';

/** No model call uses more. Larger counts are made up, and sums of them would not fit 64 bits of nano-dollars. */
const MAX_TOKENS = 10_000_000_000;

/** What the writer stores of a span that came in over OTLP: with what normalising finds in it and what it cost. */
export function toStoredSpan(span: SpanRecord, catalogue: PriceCatalogue): StoredSpan {
  const facts = plausible(readFacts(span));
  return { span, facts, cost: priceOf(span, facts, catalogue) };
}

function priceOf(span: SpanRecord, facts: SpanFactsRecord, catalogue: PriceCatalogue): CostBreakdown | null {
  if (facts.model === null || !isModelCall(facts.operation)) return null;
  return catalogue.price({
    provider: facts.provider,
    model: facts.model,
    usage: facts.usage,
    atUnixNano: span.startUnixNano,
    priceAs: readPriceHint(span.attributes),
  });
}

function plausible(facts: SpanFactsRecord): SpanFactsRecord {
  const { input, output, cacheRead, cacheWrite, reasoning } = facts.usage;
  const most = Math.max(input ?? 0, output ?? 0, cacheRead ?? 0, cacheWrite ?? 0, reasoning ?? 0);
  if (most <= MAX_TOKENS) return facts;
  const limit = (count: number | null): number | null =>
    count !== null && count > MAX_TOKENS ? null : count;
  return {
    ...facts,
    usage: {
      input: limit(input),
      output: limit(output),
      cacheRead: limit(cacheRead),
      cacheWrite: limit(cacheWrite),
      reasoning: limit(reasoning),
    },
  };
}
