import type { EventRecord, SpanRecord } from '../../store/span-record.ts';
import { readAttributes } from './decode-json-value.ts';
import {
  addLink,
  emptyEvent,
  emptyLink,
  emptyResource,
  emptyScope,
  emptySpan,
  malformed,
  parentOf,
  spanKind,
  SpanCollector,
  statusCode,
  ZERO_SPAN_ID,
  ZERO_TRACE_ID,
  type DecodedTraces,
} from './decoded-traces.ts';
import { JsonFields, type JsonObject } from './json-fields.ts';

const TRACE_ID = /^[0-9a-f]{32}$/i;
const SPAN_ID = /^[0-9a-f]{16}$/i;

const KIND_NAMES = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];
const STATUS_NAMES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

/**
 * Decodes an ExportTraceServiceRequest from OTLP/JSON (opentelemetry-proto 1.11, docs/specification.md):
 * ids in hex of either case, 64-bit integers as strings or numbers, unknown fields ignored.
 * @throws SignalboxError OTLP_MALFORMED with the JSON path
 */
export function decodeTracesJson(body: Uint8Array): DecodedTraces {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const fields = new JsonFields();
  const decoded = readRequest(fields, parse(text));
  // Rare: 64-bit integers written as bare numbers, which a first parse has rounded.
  return fields.sawInexactInteger ? readRequest(new JsonFields(), parse(text, keepLargeIntegers)) : decoded;
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

function parse(text: string, reviver?: Reviver): unknown {
  try {
    return JSON.parse(text, reviver as Parameters<typeof JSON.parse>[1]);
  } catch (cause) {
    // Besides a SyntaxError this is a RangeError, when unknown fields nest too deep for the reviver.
    throw malformed(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Leaves integers that a double cannot hold in their own spelling, which the field readers accept too. */
function keepLargeIntegers(_key: string, value: unknown, context: { source?: string }): unknown {
  const inexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact && context.source !== undefined ? context.source : value;
}

function readRequest(fields: JsonFields, document: unknown): DecodedTraces {
  const collector = new SpanCollector();
  fields.each(fields.object(document), 'resourceSpans', (group) =>
    readResourceSpans(fields, group, collector),
  );
  return collector.result();
}

function readResourceSpans(fields: JsonFields, group: JsonObject, collector: SpanCollector): void {
  const resource = emptyResource();
  resource.schemaUrl = fields.string(group, 'schemaUrl');
  fields.nested(group, 'resource', (value) => {
    readAttributes(fields, value, 'attributes', resource.attributes);
    resource.droppedAttributes = fields.uint32(value, 'droppedAttributesCount');
  });
  fields.each(group, 'scopeSpans', (scopeGroup) => {
    const scope = emptyScope();
    scope.schemaUrl = fields.string(scopeGroup, 'schemaUrl');
    fields.nested(scopeGroup, 'scope', (value) => {
      scope.name = fields.string(value, 'name');
      scope.version = fields.string(value, 'version');
      readAttributes(fields, value, 'attributes', scope.attributes);
      scope.droppedAttributes = fields.uint32(value, 'droppedAttributesCount');
    });
    fields.each(scopeGroup, 'spans', (span) => {
      collector.add(readSpan(fields, span, emptySpan(resource, scope)));
    });
  });
}

function readSpan(fields: JsonFields, json: JsonObject, span: SpanRecord): SpanRecord {
  span.traceId = fields.identifier(json, 'traceId', TRACE_ID) ?? '';
  span.spanId = fields.identifier(json, 'spanId', SPAN_ID) ?? '';
  span.parentSpanId = parentOf(fields.identifier(json, 'parentSpanId', SPAN_ID));
  span.traceState = fields.string(json, 'traceState');
  span.flags = fields.uint32(json, 'flags');
  span.name = fields.string(json, 'name');
  span.kind = spanKind(fields.enumeration(json, 'kind', KIND_NAMES));
  span.startUnixNano = fields.time(json, 'startTimeUnixNano');
  span.endUnixNano = fields.time(json, 'endTimeUnixNano');
  readAttributes(fields, json, 'attributes', span.attributes);
  span.droppedAttributes = fields.uint32(json, 'droppedAttributesCount');
  fields.each(json, 'events', (event) => span.events.push(readEvent(fields, event)));
  span.droppedEvents = fields.uint32(json, 'droppedEventsCount');
  span.droppedLinks = fields.uint32(json, 'droppedLinksCount');
  fields.each(json, 'links', (link) => readLink(fields, link, span));
  fields.nested(json, 'status', (status) => {
    span.statusCode = statusCode(fields.enumeration(status, 'code', STATUS_NAMES));
    span.statusMessage = fields.string(status, 'message');
  });
  return span;
}

function readEvent(fields: JsonFields, json: JsonObject): EventRecord {
  const event = emptyEvent();
  event.timeUnixNano = fields.time(json, 'timeUnixNano');
  event.name = fields.string(json, 'name');
  readAttributes(fields, json, 'attributes', event.attributes);
  event.droppedAttributes = fields.uint32(json, 'droppedAttributesCount');
  return event;
}

function readLink(fields: JsonFields, json: JsonObject, span: SpanRecord): void {
  const link = emptyLink();
  link.traceId = fields.identifier(json, 'traceId', TRACE_ID) ?? ZERO_TRACE_ID;
  link.spanId = fields.identifier(json, 'spanId', SPAN_ID) ?? ZERO_SPAN_ID;
  link.traceState = fields.string(json, 'traceState');
  link.flags = fields.uint32(json, 'flags');
  readAttributes(fields, json, 'attributes', link.attributes);
  link.droppedAttributes = fields.uint32(json, 'droppedAttributesCount');
  addLink(span, link);
}
