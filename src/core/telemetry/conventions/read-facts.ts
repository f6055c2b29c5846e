import type { Operation } from '../../../shared/trace.ts';
import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { Attributes, AttributeValue, SpanFactsRecord, SpanRecord } from '../../store/span-record.ts';
import {
  FACT_SOURCES,
  PRICE_HINT_KEY,
  SERVICE_TIER_KEYS,
  type FactField,
  type UsageDetail,
} from './fact-sources.ts';
import { isModelCall, operationOf } from './operation-names.ts';
import { canonicalProvider } from './provider-names.ts';
import { unifyUsage, type StatedUsage } from './token-usage.ts';

interface Fact {
  readonly field: FactField;
  /** Position in its field's list: the lowest that is present wins. */
  readonly rank: number;
  readonly isText: boolean;
}

interface Findings {
  readonly ranks: Partial<Record<FactField, number>>;
  readonly texts: Partial<Record<FactField, string>>;
  readonly numbers: Partial<Record<FactField, number>>;
}

const TEXT_FIELDS: ReadonlySet<string> = new Set<FactField>([
  'operation',
  'completionHint',
  'provider',
  'model',
  'sessionId',
  'userId',
]);

const FACTS: ReadonlyMap<string, Fact> = new Map(
  Object.entries(FACT_SOURCES).flatMap(([field, sources]) =>
    sources.map((source, rank): [string, Fact] => [
      source.key,
      { field: field as FactField, rank, isText: TEXT_FIELDS.has(field) },
    ]),
  ),
);

const NO_FACTS: SpanFactsRecord = Object.freeze({
  operation: null,
  provider: null,
  model: null,
  usage: NO_USAGE,
  sessionId: null,
  userId: null,
  overheadMicros: null,
});

/**
 * What a span says of a model call or an agent's step, in whichever convention.
 * It runs for every span that comes in, so it goes once over the attributes that are there instead of asking
 * for each that might be: a span with none of ours costs one failed look-up an attribute.
 */
export function readFacts(span: SpanRecord): SpanFactsRecord {
  const findings = find(span.attributes);
  if (findings === null) return NO_FACTS;
  const { texts, numbers } = findings;
  const stated = statedUsage(findings);
  const operation = operationFor(findings, stated !== null);
  return {
    operation,
    provider: texts.provider ?? null,
    model: texts.model ?? null,
    // The span of an agent or a workflow sums up the calls inside it: they are counted there, not here.
    usage: stated !== null && isModelCall(operation) ? unifyUsage(stated, operation) : NO_USAGE,
    sessionId: texts.sessionId ?? null,
    userId: texts.userId ?? null,
    overheadMicros: numbers.overheadMicros ?? null,
  };
}

/** The attribute `signalbox.price`: the catalogue's price to apply, for example "openai/gpt-4o". */
export function readPriceHint(attributes: Attributes): string | null {
  return textOf(attributes[PRICE_HINT_KEY]);
}

/** The service tier at which the vendor served the call, in its own word. */
export function readServiceTier(attributes: Attributes): string | null {
  for (const key of SERVICE_TIER_KEYS) {
    const tier = textOf(attributes[key]);
    if (tier !== null) return tier;
  }
  return null;
}

/** The token counts that the store keeps only in the attributes: few calls have any. */
export function readUsageDetails(attributes: Attributes): Pick<TokenUsage, UsageDetail> {
  return usageDetails(find(attributes)?.numbers ?? {});
}

function find(attributes: Attributes): Findings | null {
  let findings: Findings | null = null;
  for (const key in attributes) {
    const fact = FACTS.get(key);
    if (fact === undefined) continue;
    findings ??= { ranks: {}, texts: {}, numbers: {} };
    if (fact.rank < (findings.ranks[fact.field] ?? Infinity)) take(findings, fact, attributes[key]);
  }
  return findings;
}

/** A value that its field cannot use is passed over, so that it does not hide one of a lower rank. */
function take(findings: Findings, fact: Fact, value: AttributeValue | undefined): void {
  if (fact.isText) {
    const text = textOf(value);
    const usable = text !== null && fact.field === 'provider' ? canonicalProvider(text) : text;
    if (usable === null) return;
    findings.texts[fact.field] = usable;
  } else {
    const number = fact.field === 'overheadMicros' ? microsOf(value) : countOf(value);
    if (number === null) return;
    findings.numbers[fact.field] = number;
  }
  findings.ranks[fact.field] = fact.rank;
}

function statedUsage({ numbers }: Findings): StatedUsage | null {
  const stated: StatedUsage = {
    input: numbers['usage.input'] ?? null,
    output: numbers['usage.output'] ?? null,
    cacheRead: numbers['usage.cacheRead'] ?? null,
    cacheWrite: numbers['usage.cacheWrite'] ?? null,
    reasoning: numbers['usage.reasoning'] ?? null,
    ...usageDetails(numbers),
    total: numbers['usage.total'] ?? null,
  };
  return Object.values(stated).some((count) => count !== null) ? stated : null;
}

function usageDetails(numbers: Findings['numbers']): Pick<TokenUsage, UsageDetail> {
  return {
    cacheWrite1h: numbers['usage.cacheWrite1h'] ?? null,
    audioInput: numbers['usage.audioInput'] ?? null,
    imageInput: numbers['usage.imageInput'] ?? null,
    audioCacheRead: numbers['usage.audioCacheRead'] ?? null,
    audioOutput: numbers['usage.audioOutput'] ?? null,
    imageOutput: numbers['usage.imageOutput'] ?? null,
  };
}

/**
 * What the span says it does. Where it does not say, a model together with a provider or with tokens is a chat:
 * early instrumentations gave no operation.
 */
function operationFor({ ranks, texts }: Findings, hasUsage: boolean): Operation | null {
  const source = ranks.operation === undefined ? undefined : FACT_SOURCES.operation[ranks.operation];
  if (source !== undefined && texts.operation !== undefined) {
    const operation = operationOf(source.key, texts.operation);
    return operation === 'chat' && texts.completionHint !== undefined ? 'text_completion' : operation;
  }
  return texts.model !== undefined && (texts.provider !== undefined || hasUsage) ? 'chat' : null;
}

function textOf(value: AttributeValue | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return value.toString();
  if (typeof value === 'object' && value !== null && 'intValue' in value) return value.intValue;
  return null;
}

/** A token count: a whole number from zero up; some exporters send it as a double or in a string. */
function countOf(value: AttributeValue | undefined): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function microsOf(value: AttributeValue | undefined): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && Number.isFinite(number) ? Math.round(number) : null;
}

function numberOf(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || !('doubleValue' in value)) return null;
  return typeof value.doubleValue === 'number' ? value.doubleValue : null;
}
