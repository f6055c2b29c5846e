import type {
  Attributes,
  AttributeValue,
  EventRecord,
  LinkRecord,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
} from '../../store/span-record.ts';

/**
 * The spans as the text of an ExportTraceServiceRequest in OTLP/JSON, grouped by resource and scope.
 * Decoding the text gives the same records again; fields that have protobuf's default are left out.
 */
export function encodeTracesJson(spans: readonly SpanRecord[]): string {
  const resources = groupBy(spans, (span) => span.resource);
  const resourceSpans = resources.map(([resource, ofResource]) => ({
    resource: resourceJson(resource),
    scopeSpans: groupBy(ofResource, (span) => span.scope).map(([scope, ofScope]) => ({
      scope: scopeJson(scope),
      spans: ofScope.map(spanJson),
      ...text('schemaUrl', scope.schemaUrl),
    })),
    ...text('schemaUrl', resource.schemaUrl),
  }));
  return JSON.stringify({ resourceSpans });
}

/** Groups by content, in order of first appearance; identity only saves looking twice at the same object. */
function groupBy<K extends object>(
  spans: readonly SpanRecord[],
  keyOf: (span: SpanRecord) => K,
): [K, SpanRecord[]][] {
  const groups = new Map<string, [K, SpanRecord[]]>();
  const seen = new Map<K, string>();
  for (const span of spans) {
    const key = keyOf(span);
    const content = seen.get(key) ?? JSON.stringify(key);
    seen.set(key, content);
    const group = groups.get(content);
    if (group === undefined) groups.set(content, [key, [span]]);
    else group[1].push(span);
  }
  return [...groups.values()];
}

export function resourceJson(resource: ResourceRecord): object {
  return {
    attributes: attributesJson(resource.attributes),
    ...count('droppedAttributesCount', resource.droppedAttributes),
  };
}

export function scopeJson(scope: ScopeRecord): object {
  return {
    ...text('name', scope.name),
    ...text('version', scope.version),
    ...list('attributes', attributesJson(scope.attributes)),
    ...count('droppedAttributesCount', scope.droppedAttributes),
  };
}

function spanJson(span: SpanRecord): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...text('parentSpanId', span.parentSpanId ?? ''),
    ...text('traceState', span.traceState),
    ...count('flags', span.flags),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: span.startUnixNano.toString(),
    endTimeUnixNano: span.endUnixNano.toString(),
    attributes: attributesJson(span.attributes),
    ...count('droppedAttributesCount', span.droppedAttributes),
    ...list('events', span.events.map(eventJson)),
    ...count('droppedEventsCount', span.droppedEvents),
    ...list('links', span.links.map(linkJson)),
    ...count('droppedLinksCount', span.droppedLinks),
    status: { ...count('code', span.statusCode), ...text('message', span.statusMessage) },
  };
}

function eventJson(event: EventRecord): object {
  return {
    timeUnixNano: event.timeUnixNano.toString(),
    name: event.name,
    ...list('attributes', attributesJson(event.attributes)),
    ...count('droppedAttributesCount', event.droppedAttributes),
  };
}

function linkJson(link: LinkRecord): object {
  return {
    traceId: link.traceId,
    spanId: link.spanId,
    ...text('traceState', link.traceState),
    ...count('flags', link.flags),
    ...list('attributes', attributesJson(link.attributes)),
    ...count('droppedAttributesCount', link.droppedAttributes),
  };
}

export function attributesJson(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValueJson(value) }));
}

export function anyValueJson(value: AttributeValue): object {
  if (value === null) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: value.toString() } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValueJson) } };
  if ('kvlistValue' in value) return { kvlistValue: { values: attributesJson(value.kvlistValue) } };
  return value;
}

function text(key: string, value: string): object {
  return value === '' ? {} : { [key]: value };
}

function count(key: string, value: number): object {
  return value === 0 ? {} : { [key]: value };
}

function list(key: string, values: object[]): object {
  return values.length === 0 ? {} : { [key]: values };
}
