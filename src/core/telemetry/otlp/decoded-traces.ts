import type {
  EventRecord,
  LinkRecord,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../store/span-record.ts';
import { MAX_TIME, ZERO_SPAN_ID, ZERO_TRACE_ID } from './decoded-groups.ts';

/** The outcome of decoding one ExportTraceServiceRequest. */
export interface DecodedTraces {
  spans: SpanRecord[];
  /** Spans that were left out because their identity or their times cannot be stored. */
  rejected: number;
  /** How many spans were rejected and why, for OTLP's partial success; null when none were. */
  message: string | null;
}

export function emptyEvent(): EventRecord {
  return { timeUnixNano: 0n, name: '', attributes: {}, droppedAttributes: 0 };
}

export function emptyLink(): LinkRecord {
  return {
    traceId: ZERO_TRACE_ID,
    spanId: ZERO_SPAN_ID,
    traceState: '',
    flags: 0,
    attributes: {},
    droppedAttributes: 0,
  };
}

/** A span in which every field has its protobuf default. Decoders fill it in place. */
export function emptySpan(resource: ResourceRecord, scope: ScopeRecord): SpanRecord {
  return {
    traceId: '',
    spanId: '',
    parentSpanId: null,
    traceState: '',
    flags: 0,
    name: '',
    kind: 0,
    startUnixNano: 0n,
    endUnixNano: 0n,
    attributes: {},
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 0,
    statusMessage: '',
    resource,
    scope,
  };
}

/** An enum value this version does not know becomes 0, which both enums define as "not said". */
export function spanKind(value: number): number {
  return value >= 0 && value <= 5 ? value : 0;
}

export function statusCode(value: number): number {
  return value >= 0 && value <= 2 ? value : 0;
}

/** Some exporters write eight zero bytes where there is no parent. */
export function parentOf(id: string | null): string | null {
  return id === ZERO_SPAN_ID ? null : id;
}

/**
 * OpenTelemetry allows links whose ids are zero, not ids of another length: such a link is dropped
 * and counted among the span's dropped links, because its span is still worth having.
 */
export function addLink(span: SpanRecord, link: LinkRecord): void {
  if (link.traceId === '' || link.spanId === '') span.droppedLinks += 1;
  else span.links.push(link);
}

/**
 * Collects the spans of one request and rejects, one by one, those that cannot be stored.
 * Decoders hand over an id of the wrong length as the empty string (a missing parent is null).
 * A span that ends before it starts is kept as it was sent: clocks do step back, and hiding that would be worse.
 */
export class SpanCollector {
  readonly #spans: SpanRecord[] = [];
  readonly #reasons = new Map<string, number>();
  #rejected = 0;

  add(span: SpanRecord): void {
    const reason = rejectionOf(span);
    if (reason === null) {
      this.#spans.push(span);
      return;
    }
    this.#rejected += 1;
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  result(): DecodedTraces {
    return { spans: this.#spans, rejected: this.#rejected, message: this.#message() };
  }

  #message(): string | null {
    if (this.#rejected === 0) return null;
    const reasons = [...this.#reasons].map(([reason, count]) => `${reason} (${count})`).join(', ');
    return `${this.#rejected} of ${this.#rejected + this.#spans.length} spans were rejected: ${reasons}`;
  }
}

function rejectionOf(span: SpanRecord): string | null {
  if (span.traceId === '') return 'the trace id is not 16 bytes';
  if (span.traceId === ZERO_TRACE_ID) return 'the trace id is all zero';
  if (span.spanId === '') return 'the span id is not 8 bytes';
  if (span.spanId === ZERO_SPAN_ID) return 'the span id is all zero';
  if (span.parentSpanId === '') return 'the parent span id is not 8 bytes';
  if (span.startUnixNano > MAX_TIME) return 'the start time is after the year 2262';
  if (span.endUnixNano > MAX_TIME) return 'the end time is after the year 2262';
  for (const event of span.events) {
    if (event.timeUnixNano > MAX_TIME) return 'the time of an event is after the year 2262';
  }
  return null;
}
