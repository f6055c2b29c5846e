import { NO_USAGE, type CostBreakdown } from '../../../shared/usage.ts';
import type { ResourceRecord, ScopeRecord, SpanFactsRecord, SpanRecord, StoredSpan } from '../span-record.ts';

/** 2026-11-20T12:00:00Z */
export const NOON = 1_795_176_000_000_000_000n;
export const MILLI = 1_000_000n;
export const SECOND = 1_000_000_000n;
export const MINUTE = 60n * SECOND;

export const SCOPE: ScopeRecord = {
  name: 'scope',
  version: '1.0.0',
  attributes: {},
  droppedAttributes: 0,
  schemaUrl: '',
};

export function resourceOf(service: string): ResourceRecord {
  return { attributes: { 'service.name': service }, droppedAttributes: 0, schemaUrl: '' };
}

const DEFAULT_RESOURCE = resourceOf('shop');

export function traceIdOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function spanIdOf(number: number): string {
  return number.toString(16).padStart(16, '0');
}

export interface SpanWish {
  span?: Partial<SpanRecord>;
  facts?: Partial<SpanFactsRecord>;
  costNanos?: bigint;
}

/** A span of one second at noon in trace 1, with what the test says instead. */
export function storedSpan(wish: SpanWish = {}): StoredSpan {
  const start = wish.span?.startUnixNano ?? NOON;
  return {
    span: {
      traceId: traceIdOf(1),
      spanId: spanIdOf(1),
      parentSpanId: null,
      traceState: '',
      flags: 0,
      name: 'work',
      kind: 1,
      startUnixNano: start,
      endUnixNano: start + SECOND,
      attributes: {},
      droppedAttributes: 0,
      events: [],
      droppedEvents: 0,
      links: [],
      droppedLinks: 0,
      statusCode: 0,
      statusMessage: '',
      resource: DEFAULT_RESOURCE,
      scope: SCOPE,
      ...wish.span,
    },
    facts: {
      operation: null,
      provider: null,
      model: null,
      usage: NO_USAGE,
      sessionId: null,
      userId: null,
      overheadMicros: null,
      ...wish.facts,
    },
    cost: wish.costNanos === undefined ? null : costOf(wish.costNanos),
  };
}

/** A priced chat call of openai's gpt-4o. */
export function modelCall(wish: SpanWish = {}): StoredSpan {
  return storedSpan({
    costNanos: 450_000n,
    ...wish,
    facts: {
      operation: 'chat',
      provider: 'openai',
      model: 'gpt-4o',
      usage: { ...NO_USAGE, input: 100, output: 20 },
      ...wish.facts,
    },
  });
}

export function unpricedCall(wish: SpanWish = {}): StoredSpan {
  return { ...modelCall(wish), cost: null };
}

function costOf(nanos: bigint): CostBreakdown {
  return {
    input: nanos.toString(),
    cacheRead: '0',
    cacheWrite: '0',
    output: '0',
    reasoning: '0',
    total: nanos.toString(),
    price: 'openai/gpt-4o',
    catalogueDate: '2026-11-01',
  };
}
