import type { GuardRun } from '../../shared/guard/index.ts';
import type { PolicyEffects, PolicySetResult } from '../../shared/policy/index.ts';
import type { SimilarityRecord } from '../../shared/similarity.ts';
import type { Operation } from '../../shared/trace.ts';
import type { CostBreakdown, TokenUsage } from '../../shared/usage.ts';

/**
 * An attribute's value in the compact form that is stored: JSON that keeps OTLP's types.
 * Strings, booleans, safe integers (intValue), fractions (doubleValue) and arrays stand as themselves;
 * what JSON cannot tell apart is tagged as in OTLP/JSON: `{doubleValue: 3}` for a whole double, `{doubleValue: "NaN"}`,
 * `{intValue: "9223372036854775807"}` beyond 2^53, `{bytesValue: base64}`, `{kvlistValue: {...}}`; null is the empty AnyValue.
 */
export type AttributeValue =
  | string
  | boolean
  | number
  | null
  | AttributeValue[]
  | { doubleValue: number | 'NaN' | 'Infinity' | '-Infinity' }
  | { intValue: string }
  | { bytesValue: string }
  | { kvlistValue: Attributes };

export interface Attributes {
  [key: string]: AttributeValue;
}

export interface ResourceRecord {
  attributes: Attributes;
  droppedAttributes: number;
  schemaUrl: string;
}

export interface ScopeRecord {
  name: string;
  version: string;
  attributes: Attributes;
  droppedAttributes: number;
  schemaUrl: string;
}

export interface EventRecord {
  timeUnixNano: bigint;
  name: string;
  attributes: Attributes;
  droppedAttributes: number;
}

export interface LinkRecord {
  traceId: string;
  spanId: string;
  traceState: string;
  flags: number;
  attributes: Attributes;
  droppedAttributes: number;
}

/** One span as it arrived: ids in lower-case hex, times in nanoseconds since 1970. */
export interface SpanRecord {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  traceState: string;
  flags: number;
  name: string;
  /** OTLP's number, 0 (unspecified) to 5 (consumer). */
  kind: number;
  startUnixNano: bigint;
  endUnixNano: bigint;
  attributes: Attributes;
  droppedAttributes: number;
  events: EventRecord[];
  droppedEvents: number;
  links: LinkRecord[];
  droppedLinks: number;
  /** OTLP's number: 0 unset, 1 ok, 2 error. */
  statusCode: number;
  statusMessage: string;
  /** Shared by identity among the spans of one export, so that it is interned once. */
  resource: ResourceRecord;
  scope: ScopeRecord;
}

/** What normalising found in a span. */
export interface SpanFactsRecord {
  operation: Operation | null;
  provider: string | null;
  model: string | null;
  usage: TokenUsage;
  sessionId: string | null;
  userId: string | null;
  /** Gateway exchanges only: what the gateway itself added, in microseconds. */
  overheadMicros: number | null;
}

/** A span with all that the writer stores of it. */
export interface StoredSpan {
  span: SpanRecord;
  facts: SpanFactsRecord;
  /** Null when the span is no model call or its price is unknown. */
  cost: CostBreakdown | null;
  /** The gateway's own span of a whole exchange: it gets a row in the cost log. Others cannot claim to be one. */
  isExchange?: boolean;
  /** What guards, similarity and policies decided about the exchange; absent when none was asked. */
  verdicts?: ExchangeVerdicts;
}

/** Decisions about an exchange's content, as the writer tabulates them. */
export interface ExchangeVerdicts {
  guards: readonly GuardRun[];
  similarity: SimilarityRecord | null;
  /** Of rules, those that matched or failed; the others do not count. */
  policies: readonly PolicySetResult[];
  /** What the sets that enforce brought about (`PolicyOutcome.effects`); absent or null: policies were not asked. */
  effects?: PolicyEffects | null;
  /** The same as if the sets in shadow enforced (`PolicyOutcome.shadow`). */
  shadow?: PolicyEffects | null;
  /** The call was refused by one of them. */
  blocked: boolean;
}
