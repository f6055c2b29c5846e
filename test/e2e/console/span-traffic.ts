import { randomBytes } from 'node:crypto';

type AttributeValue = string | number | boolean | readonly AttributeValue[];
export type SpanAttributes = Readonly<Record<string, AttributeValue>>;

interface SpanParts {
  readonly name?: string;
  readonly service?: string;
  readonly attributes?: SpanAttributes;
  readonly resource?: SpanAttributes;
  readonly statusMessage?: string;
  readonly events?: readonly { readonly name: string; readonly attributes: SpanAttributes }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface SentTrace {
  readonly traceId: string;
  readonly spanIds: readonly string[];
  readonly body: string;
}

/** An ExportTraceServiceRequest in OTLP/JSON of spans that have every field; each is the parent of the next. */
export function chainOfSpans(service: string, spans: readonly SpanParts[]): SentTrace {
  const traceId = randomBytes(16).toString('hex');
  const spanIds = spans.map(() => randomBytes(8).toString('hex'));
  const origin = BigInt(Date.now()) * 1_000_000n;
  const sent = spans.map((span, index) => ({
    traceId,
    spanId: spanIds[index],
    ...(index === 0 ? {} : { parentSpanId: spanIds[index - 1] }),
    name: span.name ?? 'work',
    kind: 1,
    startTimeUnixNano: String(origin + BigInt(index) * 1_000n),
    endTimeUnixNano: String(origin + 2_000_000_000n - BigInt(index) * 1_000n),
    attributes: otlpAttributes(span.attributes ?? {}),
    events: (span.events ?? []).map(({ name, attributes }) => ({
      timeUnixNano: String(origin + 1_000_000n),
      name,
      attributes: otlpAttributes(attributes),
    })),
    links: (span.links ?? []).map((link) => ({ ...link, attributes: [] })),
    status: span.statusMessage === undefined ? {} : { code: 2, message: span.statusMessage },
  }));
  const resource = { attributes: otlpAttributes({ 'service.name': service, ...spans[0]?.resource }) };
  const scopeSpans = [{ scope: { name: 'span-traffic', version: '1.0.0' }, spans: sent }];
  return { traceId, spanIds, body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }) };
}

function otlpAttributes(attributes: SpanAttributes): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: AttributeValue): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  return { arrayValue: { values: value.map(otlpValue) } };
}

/** A red picture of 2 by 2 pixels. */
export const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==';

const said = (role: string, ...parts: unknown[]) => ({ role, parts });
const text = (content: string) => ({ type: 'text', content });

/** The attributes of an agent's call: a history, two calls of tools at once, a picture, reasoning, JSON as its answer. */
export function agentCall(): SpanAttributes {
  const input = [
    said('system', text(`You plan journeys. ${'Answer briefly and name your sources. '.repeat(20)}`)),
    said('user', text('What is the weather in **Oslo** and Bergen?')),
    said(
      'assistant',
      { type: 'reasoning', content: 'Two cities, so I ask for both at once.' },
      { type: 'tool_call', id: 'call_1', name: 'get_weather', arguments: { city: 'Oslo', days: 2 } },
      { type: 'tool_call', id: 'call_2', name: 'get_weather', arguments: { city: 'Bergen', days: 2 } },
    ),
    said('tool', { type: 'tool_call_response', id: 'call_2', response: { sky: 'rainy', celsius: 9 } }),
    said('tool', { type: 'tool_call_response', id: 'call_1', response: { sky: 'clear', celsius: 12 } }),
    said('assistant', text('Oslo is clear at 12°, Bergen rainy at 9°.')),
    said(
      'user',
      text('Which suits this coat? Answer as JSON.'),
      { type: 'uri', modality: 'image', mime_type: 'image/png', uri: PICTURE },
      { type: 'uri', modality: 'image', mime_type: 'image/png', uri: 'https://example.invalid/coat.png' },
    ),
  ];
  const output = [
    { ...said('assistant', text('{"city":"Bergen","why":["rain","wind"]}')), finish_reason: 'stop' },
  ];
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.request.temperature': 0.5,
    'gen_ai.usage.input_tokens': 1200,
    'gen_ai.usage.output_tokens': 85,
    'gen_ai.input.messages': JSON.stringify(input),
    'gen_ai.output.messages': JSON.stringify(output),
    'http.request.method': 'POST',
    'http.response.status_code': 200,
    'deployment.colour': 'blue green',
    'feature.enabled': true,
    'search.tags': ['coats', 'rain'],
  };
}
