import { encodeMessage } from '../../src/core/telemetry/otlp/testing/otlp-schema.ts';

export type Encoding = 'protobuf' | 'json';

/** What OpenTelemetry's batch processor sends at most in one export. */
export const SPANS_PER_EXPORT = 512;
const SPANS_PER_TRACE = 8;
const PROMPT = 'Which signals does a train pass between two stations, and who sets them for its route? '
  .repeat(5)
  .slice(0, 400);
const START = 1_795_176_000_000_000_000n;

type Value = string | number;
type Encode = (attributes: Record<string, Value>) => unknown[];

interface Writer {
  id: (hex: string) => unknown;
  attributes: Encode;
  export: (request: Record<string, unknown>) => Uint8Array;
}

const WRITERS: Record<Encoding, Writer> = {
  protobuf: {
    id: (hex) => Buffer.from(hex, 'hex'),
    attributes: (all) =>
      Object.entries(all).map(([key, value]) => ({
        key,
        value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
      })),
    export: (request) => encodeMessage('ExportTraceServiceRequest', request),
  },
  json: {
    id: (hex) => hex,
    attributes: (all) =>
      Object.entries(all).map(([key, value]) => ({
        key,
        value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
      })),
    export: (request) => Buffer.from(JSON.stringify(request)),
  },
};

/**
 * The export `number` of an agent service: traces of eight spans, two of them model calls with a prompt of 400
 * characters, each span with 12 attributes.
 */
export function buildExport(encoding: Encoding, number: number): Uint8Array {
  const writer = WRITERS[encoding];
  const spans = Array.from({ length: SPANS_PER_EXPORT }, (_, index) =>
    buildSpan(writer, number * SPANS_PER_EXPORT + index),
  );
  return writer.export({
    resourceSpans: [
      {
        resource: { attributes: writer.attributes({ 'service.name': 'planner', 'host.name': 'worker-3' }) },
        scopeSpans: [{ scope: { name: 'agents', version: '2.1.0' }, spans }],
      },
    ],
  });
}

function buildSpan(writer: Writer, number: number): Record<string, unknown> {
  const trace = Math.floor(number / SPANS_PER_TRACE);
  const place = number % SPANS_PER_TRACE;
  const isCall = place === 2 || place === 5;
  const start = START + BigInt(trace) * 50_000_000n + BigInt(place) * 1_000_000n;
  return {
    traceId: writer.id(scattered(trace, 32)),
    spanId: writer.id(scattered(number + 1, 16)),
    ...(place === 0 ? {} : { parentSpanId: writer.id(scattered(number - place + 1, 16)) }),
    name: isCall ? 'chat gpt-4o' : `step ${place}`,
    kind: isCall ? 3 : 1,
    startTimeUnixNano: start.toString(),
    endTimeUnixNano: (start + 700_000_000n).toString(),
    attributes: writer.attributes(isCall ? callAttributes(number) : stepAttributes(number, place)),
    status: { code: number % 97 === 0 ? 2 : 0 },
  };
}

function callAttributes(number: number): Record<string, Value> {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': 'gpt-4o-2024-08-06',
    'gen_ai.response.id': `chatcmpl-${number}`,
    'gen_ai.usage.input_tokens': 100 + (number % 900),
    'gen_ai.usage.output_tokens': 20 + (number % 300),
    'gen_ai.request.max_tokens': 1024,
    'gen_ai.conversation.id': `conversation-${number >> 6}`,
    'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: PROMPT }] }]),
    'server.address': 'api.openai.com',
    'server.port': 443,
  };
}

function stepAttributes(number: number, place: number): Record<string, Value> {
  return {
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'url.full': `http://inventory.internal/items/${number}`,
    'server.address': 'inventory.internal',
    'server.port': 8080,
    'network.protocol.version': '1.1',
    'user_agent.original': 'planner/2.1',
    'code.function.name': `steps.run_${place}`,
    'code.file.path': '/app/steps.py',
    'code.line.number': 40 + place,
    'thread.id': number % 16,
    'thread.name': 'worker',
  };
}

/** Ids are random in real traffic, which is what an index has to stand; these are, too, yet follow from the number. */
function scattered(number: number, digits: number): string {
  const mixed = (BigInt(number) * 0x9e3779b97f4a7c15n) & 0xffff_ffff_ffff_ffffn;
  return mixed.toString(16).padStart(16, '0').padStart(digits, 'a');
}
