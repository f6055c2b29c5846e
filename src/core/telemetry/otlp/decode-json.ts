import type { EventRecord, SpanRecord } from '../../store/span-record.ts';
import { readJsonGroups, SPAN_ID, TRACE_ID } from './decode-json-groups.ts';
import { readAttributes } from './decode-json-value.ts';
import { ZERO_SPAN_ID, ZERO_TRACE_ID } from './decoded-groups.ts';
import {
  addLink,
  emptyEvent,
  emptyLink,
  emptySpan,
  parentOf,
  spanKind,
  SpanCollector,
  statusCode,
  type DecodedTraces,
} from './decoded-traces.ts';
import type { JsonFields, JsonObject } from './json-fields.ts';

const KEYS = { resourceGroups: 'resourceSpans', scopeGroups: 'scopeSpans', items: 'spans' };

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
  return readJsonGroups(body, KEYS, () => {
    const collector = new SpanCollector();
    return {
      readItem: (fields, json, resource, scope) =>
        collector.add(readSpan(fields, json, emptySpan(resource, scope))),
      result: () => collector.result(),
    };
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
