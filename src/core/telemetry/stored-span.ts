import { isModelCall } from '../store/index.ts';
import type { SpanFactsRecord, SpanRecord, StoredSpan } from '../store/span-record.ts';
import { NO_USAGE, TOKEN_KINDS, type CostBreakdown } from '../../shared/usage.ts';
import type { PriceCatalogue } from '../cost/index.ts';
import { readFacts, readPriceHint, readServiceTier } from './conventions/index.ts';

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
    serviceTier: readServiceTier(span.attributes),
    priceAs: readPriceHint(span.attributes),
  });
}

function plausible(facts: SpanFactsRecord): SpanFactsRecord {
  if (facts.usage === NO_USAGE) return facts;
  const usage = { ...facts.usage };
  for (const kind of TOKEN_KINDS) {
    if ((usage[kind] ?? 0) > MAX_TOKENS) usage[kind] = null;
  }
  return { ...facts, usage };
}
