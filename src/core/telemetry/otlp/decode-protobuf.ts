import type { EventRecord, LinkRecord, SpanRecord } from '../../store/span-record.ts';
import { readGroups } from './decode-protobuf-groups.ts';
import { fieldsUpTo, readAttribute } from './decode-protobuf-value.ts';
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
import { BYTES, FIXED32, FIXED64, VARINT, type ProtobufReader } from './protobuf-reader.ts';

const NAMES = {
  request: 'ExportTraceServiceRequest',
  resourceGroup: 'ResourceSpans',
  scopeGroup: 'ScopeSpans',
};
const SPAN_FIELDS = fieldsUpTo(16);
const EVENT_FIELDS = fieldsUpTo(4);
const LINK_FIELDS = fieldsUpTo(6);
/** Field 1 was an older status code and is reserved. */
const STATUS_FIELDS = fieldsUpTo(3) & ~(1 << 1);

/**
 * Decodes an ExportTraceServiceRequest from protobuf in one pass.
 * Field numbers: opentelemetry-proto 1.11, trace.proto, common.proto and resource.proto.
 * Unknown fields and groups are skipped; a message field that occurs twice is merged, as protobuf demands.
 * @throws SignalboxError OTLP_MALFORMED with the byte offset
 */
export function decodeTracesProtobuf(body: Uint8Array): DecodedTraces {
  const collector = new SpanCollector();
  readGroups(body, NAMES, (reader, resource, scope) => {
    collector.add(readSpan(reader, emptySpan(resource, scope)));
  });
  return collector.result();
}

function readSpan(reader: ProtobufReader, span: SpanRecord): SpanRecord {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (9 << 3) | BYTES:
        readAttribute(reader, span.attributes);
        break;
      case (1 << 3) | BYTES:
        span.traceId = reader.traceId('');
        break;
      case (2 << 3) | BYTES:
        span.spanId = reader.spanId('');
        break;
      case (4 << 3) | BYTES:
        span.parentSpanId = parentOf(reader.spanId(null));
        break;
      case (5 << 3) | BYTES:
        span.name = reader.string();
        break;
      case (6 << 3) | VARINT:
        span.kind = spanKind(reader.uint32());
        break;
      case (7 << 3) | FIXED64:
        span.startUnixNano = reader.fixed64();
        break;
      case (8 << 3) | FIXED64:
        span.endUnixNano = reader.fixed64();
        break;
      case (11 << 3) | BYTES:
        span.events.push(readEvent(reader));
        break;
      case (13 << 3) | BYTES:
        readLink(reader, span);
        break;
      case (15 << 3) | BYTES:
        readStatus(reader, span);
        break;
      default:
        readRareSpanField(reader, span, tag);
    }
  }
  reader.leave(outer);
  return span;
}

function readRareSpanField(reader: ProtobufReader, span: SpanRecord, tag: number): void {
  switch (tag) {
    case (3 << 3) | BYTES:
      span.traceState = reader.string();
      break;
    case (10 << 3) | VARINT:
      span.droppedAttributes = reader.uint32();
      break;
    case (12 << 3) | VARINT:
      span.droppedEvents = reader.uint32();
      break;
    case (14 << 3) | VARINT:
      // Added, not set: links left out here are counted too.
      span.droppedLinks += reader.uint32();
      break;
    case (16 << 3) | FIXED32:
      span.flags = reader.fixed32();
      break;
    default:
      reader.skip(tag, 'Span', SPAN_FIELDS);
  }
}

function readEvent(reader: ProtobufReader): EventRecord {
  const outer = reader.enter();
  const event = emptyEvent();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | FIXED64)) event.timeUnixNano = reader.fixed64();
    else if (tag === ((2 << 3) | BYTES)) event.name = reader.string();
    else if (tag === ((3 << 3) | BYTES)) readAttribute(reader, event.attributes);
    else if (tag === ((4 << 3) | VARINT)) event.droppedAttributes = reader.uint32();
    else reader.skip(tag, 'Event', EVENT_FIELDS);
  }
  reader.leave(outer);
  return event;
}

function readLink(reader: ProtobufReader, span: SpanRecord): void {
  const outer = reader.enter();
  const link: LinkRecord = emptyLink();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) link.traceId = reader.traceId(ZERO_TRACE_ID);
    else if (tag === ((2 << 3) | BYTES)) link.spanId = reader.spanId(ZERO_SPAN_ID);
    else if (tag === ((3 << 3) | BYTES)) link.traceState = reader.string();
    else if (tag === ((4 << 3) | BYTES)) readAttribute(reader, link.attributes);
    else if (tag === ((5 << 3) | VARINT)) link.droppedAttributes = reader.uint32();
    else if (tag === ((6 << 3) | FIXED32)) link.flags = reader.fixed32();
    else reader.skip(tag, 'Link', LINK_FIELDS);
  }
  reader.leave(outer);
  addLink(span, link);
}

function readStatus(reader: ProtobufReader, span: SpanRecord): void {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((2 << 3) | BYTES)) span.statusMessage = reader.string();
    else if (tag === ((3 << 3) | VARINT)) span.statusCode = statusCode(reader.uint32());
    else reader.skip(tag, 'Status', STATUS_FIELDS);
  }
  reader.leave(outer);
}
