import protobuf from 'protobufjs';
import type { LogRecord } from '../../../store/logs/log-record.ts';
import type { Attributes, AttributeValue, LinkRecord, SpanRecord } from '../../../store/span-record.ts';

/** The messages of opentelemetry-proto 1.11 that an export of any signal is made of, by field number. */
export const SCHEMA = `
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
message LogRecord {
  reserved 4;
  fixed64 time_unix_nano = 1; int32 severity_number = 2; string severity_text = 3; AnyValue body = 5;
  repeated KeyValue attributes = 6; uint32 dropped_attributes_count = 7; fixed32 flags = 8;
  bytes trace_id = 9; bytes span_id = 10; fixed64 observed_time_unix_nano = 11; string event_name = 12;
}
message ScopeLogs { Scope scope = 1; repeated LogRecord log_records = 2; string schema_url = 3; }
message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; string schema_url = 3; }
message ExportLogsServiceRequest { repeated ResourceLogs resource_logs = 1; }
message ExportLogsPartialSuccess { int64 rejected_log_records = 1; string error_message = 2; }
message ExportLogsServiceResponse { ExportLogsPartialSuccess partial_success = 1; }
message Exemplar {
  reserved 1;
  fixed64 time_unix_nano = 2;
  oneof value { double as_double = 3; sfixed64 as_int = 6; }
  bytes span_id = 4; bytes trace_id = 5; repeated KeyValue filtered_attributes = 7;
}
message NumberDataPoint {
  reserved 1;
  fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
  oneof value { double as_double = 4; sfixed64 as_int = 6; }
  repeated Exemplar exemplars = 5; repeated KeyValue attributes = 7; uint32 flags = 8;
}
message HistogramDataPoint {
  reserved 1;
  fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3; fixed64 count = 4; optional double sum = 5;
  repeated fixed64 bucket_counts = 6; repeated double explicit_bounds = 7; repeated Exemplar exemplars = 8;
  repeated KeyValue attributes = 9; uint32 flags = 10; optional double min = 11; optional double max = 12;
}
message Buckets { sint32 offset = 1; repeated uint64 bucket_counts = 2; }
message ExponentialHistogramDataPoint {
  repeated KeyValue attributes = 1; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
  fixed64 count = 4; optional double sum = 5; sint32 scale = 6; fixed64 zero_count = 7; Buckets positive = 8;
  Buckets negative = 9; uint32 flags = 10; repeated Exemplar exemplars = 11; optional double min = 12;
  optional double max = 13; double zero_threshold = 14;
}
message ValueAtQuantile { double quantile = 1; double value = 2; }
message SummaryDataPoint {
  reserved 1;
  fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3; fixed64 count = 4; double sum = 5;
  repeated ValueAtQuantile quantile_values = 6; repeated KeyValue attributes = 7; uint32 flags = 8;
}
message Gauge { repeated NumberDataPoint data_points = 1; }
message Sum { repeated NumberDataPoint data_points = 1; int32 aggregation_temporality = 2; bool is_monotonic = 3; }
message Histogram { repeated HistogramDataPoint data_points = 1; int32 aggregation_temporality = 2; }
message ExponentialHistogram {
  repeated ExponentialHistogramDataPoint data_points = 1; int32 aggregation_temporality = 2;
}
message Summary { repeated SummaryDataPoint data_points = 1; }
message Metric {
  reserved 4, 6, 8;
  string name = 1; string description = 2; string unit = 3;
  oneof data {
    Gauge gauge = 5; Sum sum = 7; Histogram histogram = 9; ExponentialHistogram exponential_histogram = 10;
    Summary summary = 11;
  }
  repeated KeyValue metadata = 12;
}
message ScopeMetrics { Scope scope = 1; repeated Metric metrics = 2; string schema_url = 3; }
message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; string schema_url = 3; }
message ExportMetricsServiceRequest { repeated ResourceMetrics resource_metrics = 1; }
message ExportMetricsPartialSuccess { int64 rejected_data_points = 1; string error_message = 2; }
message ExportMetricsServiceResponse { ExportMetricsPartialSuccess partial_success = 1; }
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
      ...resourceMessage(span),
      scopeSpans: [{ ...scopeMessage(span), spans: [spanMessage(span)] }],
    })),
  });
}

/** The same of log records. */
export function encodeLogsWithProtobufjs(logs: readonly LogRecord[]): Uint8Array {
  return encodeMessage('ExportLogsServiceRequest', {
    resourceLogs: logs.map((log) => ({
      ...resourceMessage(log),
      scopeLogs: [{ ...scopeMessage(log), logRecords: [logMessage(log)] }],
    })),
  });
}

export function resourceMessage({ resource }: Pick<SpanRecord, 'resource'>): Record<string, unknown> {
  return {
    resource: {
      attributes: keyValues(resource.attributes),
      droppedAttributesCount: resource.droppedAttributes,
    },
    schemaUrl: resource.schemaUrl,
  };
}

export function scopeMessage({ scope }: Pick<SpanRecord, 'scope'>): Record<string, unknown> {
  return {
    scope: {
      name: scope.name,
      version: scope.version,
      attributes: keyValues(scope.attributes),
      droppedAttributesCount: scope.droppedAttributes,
    },
    schemaUrl: scope.schemaUrl,
  };
}

function logMessage(log: LogRecord): Record<string, unknown> {
  return {
    traceId: Buffer.from(log.traceId ?? '', 'hex'),
    spanId: Buffer.from(log.spanId ?? '', 'hex'),
    timeUnixNano: long(log.timeUnixNano),
    observedTimeUnixNano: long(log.observedUnixNano),
    severityNumber: log.severityNumber,
    severityText: log.severityText,
    body: anyValue(log.body),
    attributes: keyValues(log.attributes),
    droppedAttributesCount: log.droppedAttributes,
    flags: log.flags,
    eventName: log.eventName,
  };
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

export function keyValues(attributes: Attributes): object[] {
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
export function long(value: bigint): { low: number; high: number; unsigned: boolean } {
  const bits = BigInt.asUintN(64, value);
  return { low: Number(bits & 0xffff_ffffn) | 0, high: Number(bits >> 32n) | 0, unsigned: false };
}
