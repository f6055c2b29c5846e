import protobuf from 'protobufjs';
import type { Attributes, AttributeValue, LinkRecord, SpanRecord } from '../../../store/span-record.ts';

/** The messages of opentelemetry-proto 1.11 that a trace export is made of, by field number. */
const SCHEMA = `
syntax = "proto3";
message AnyValue {
  oneof value {
    string string_value = 1;
    bool bool_value = 2;
    int64 int_value = 3;
    double double_value = 4;
    ArrayValue array_value = 5;
    KeyValueList kvlist_value = 6;
    bytes bytes_value = 7;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
message KeyValue { string key = 1; AnyValue value = 2; }
message Scope {
  string name = 1; string version = 2; repeated KeyValue attributes = 3; uint32 dropped_attributes_count = 4;
}
message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
message Event {
  fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3;
  uint32 dropped_attributes_count = 4;
}
message Link {
  bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; repeated KeyValue attributes = 4;
  uint32 dropped_attributes_count = 5; fixed32 flags = 6;
}
message Status { string message = 2; int32 code = 3; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4;
  string name = 5; int32 kind = 6; fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8;
  repeated KeyValue attributes = 9; uint32 dropped_attributes_count = 10;
  repeated Event events = 11; uint32 dropped_events_count = 12;
  repeated Link links = 13; uint32 dropped_links_count = 14; Status status = 15; fixed32 flags = 16;
}
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
message ExportTraceServiceRequest { repeated ResourceSpans resource_spans = 1; }
message ExportTracePartialSuccess { int64 rejected_spans = 1; string error_message = 2; }
message ExportTraceServiceResponse { ExportTracePartialSuccess partial_success = 1; }
message RpcStatus { int32 code = 1; string message = 2; }
`;

const root = protobuf.parse(SCHEMA).root;

export function encodeMessage(type: string, message: Record<string, unknown>): Uint8Array {
  return root.lookupType(type).encode(message).finish();
}

export function decodeMessage(type: string, bytes: Uint8Array): Record<string, unknown> {
  const messageType = root.lookupType(type);
  return messageType.toObject(messageType.decode(bytes), { longs: String });
}

/** An independent encoder of span records: each in a group of its own. */
export function encodeWithProtobufjs(spans: readonly SpanRecord[]): Uint8Array {
  return encodeMessage('ExportTraceServiceRequest', {
    resourceSpans: spans.map((span) => ({
      resource: {
        attributes: keyValues(span.resource.attributes),
        droppedAttributesCount: span.resource.droppedAttributes,
      },
      schemaUrl: span.resource.schemaUrl,
      scopeSpans: [
        {
          scope: {
            name: span.scope.name,
            version: span.scope.version,
            attributes: keyValues(span.scope.attributes),
            droppedAttributesCount: span.scope.droppedAttributes,
          },
          schemaUrl: span.scope.schemaUrl,
          spans: [spanMessage(span)],
        },
      ],
    })),
  });
}

function spanMessage(span: SpanRecord): Record<string, unknown> {
  return {
    traceId: Buffer.from(span.traceId, 'hex'),
    spanId: Buffer.from(span.spanId, 'hex'),
    parentSpanId: Buffer.from(span.parentSpanId ?? '', 'hex'),
    traceState: span.traceState,
    flags: span.flags,
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: long(span.startUnixNano),
    endTimeUnixNano: long(span.endUnixNano),
    attributes: keyValues(span.attributes),
    droppedAttributesCount: span.droppedAttributes,
    events: span.events.map((event) => ({
      timeUnixNano: long(event.timeUnixNano),
      name: event.name,
      attributes: keyValues(event.attributes),
      droppedAttributesCount: event.droppedAttributes,
    })),
    droppedEventsCount: span.droppedEvents,
    links: span.links.map(linkMessage),
    droppedLinksCount: span.droppedLinks,
    status: { code: span.statusCode, message: span.statusMessage },
  };
}

function linkMessage(link: LinkRecord): Record<string, unknown> {
  return {
    traceId: Buffer.from(link.traceId, 'hex'),
    spanId: Buffer.from(link.spanId, 'hex'),
    traceState: link.traceState,
    flags: link.flags,
    attributes: keyValues(link.attributes),
    droppedAttributesCount: link.droppedAttributes,
  };
}

function keyValues(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: AttributeValue): object {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: long(BigInt(value)) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if ('doubleValue' in value) return { doubleValue: Number(value.doubleValue) };
  if ('intValue' in value) return { intValue: long(BigInt(value.intValue)) };
  if ('bytesValue' in value) return { bytesValue: Buffer.from(value.bytesValue, 'base64') };
  return { kvlistValue: { values: keyValues(value.kvlistValue) } };
}

/** A 64-bit integer as protobufjs takes it. */
function long(value: bigint): { low: number; high: number; unsigned: boolean } {
  const bits = BigInt.asUintN(64, value);
  return { low: Number(bits & 0xffff_ffffn) | 0, high: Number(bits >> 32n) | 0, unsigned: false };
}
