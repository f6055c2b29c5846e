import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SpanRecord } from '../../store/span-record.ts';
import { decodeTraces } from './index.ts';

const bodies: { type: string; body: Buffer }[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push({ type: request.headers['content-type'] ?? '', body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
});

afterAll(() => server.close());

/** Makes spans with all that the SDK can say and exports each in both encodings. */
async function exportSpans(): Promise<void> {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'process.pid': 42 }),
    spanProcessors: [
      new SimpleSpanProcessor({ exporter: new JsonExporter({ url }) }),
      new SimpleSpanProcessor({ exporter: new ProtobufExporter({ url }) }),
    ],
  });
  const tracer = provider.getTracer('scope', '1.2.3', {
    schemaUrl: 'https://opentelemetry.io/schemas/1.41.0',
  });
  const parent = tracer.startSpan('agent', {
    kind: SpanKind.SERVER,
    startTime: [1_763_700_000, 123_456_789],
  });
  const child = tracer.startSpan(
    'chat gpt-4o',
    {
      kind: SpanKind.CLIENT,
      attributes: {
        text: 'grüße 🚦',
        whole: 3,
        fraction: 0.25,
        negative: -7,
        flag: false,
        list: ['a', 'b'],
        mixed: [1, 2.5],
        empty: '',
      },
      links: [{ context: parent.spanContext(), attributes: { why: 'cause' } }],
    },
    trace.setSpan(ROOT_CONTEXT, parent),
  );
  child.addEvent('token', { index: 1 }, [1_763_700_000, 5]);
  child.recordException(new Error('upstream cut'));
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'failed' });
  child.end();
  parent.end([1_763_700_001, 999_999_999]);
  await provider.forceFlush();
  await provider.shutdown();
}

function decodedBy(type: string, encoding: 'json' | 'protobuf'): SpanRecord[] {
  return bodies
    .filter((sent) => sent.type === type)
    .flatMap((sent) => decodeTraces(sent.body, encoding).spans)
    .sort((a, b) => a.name.localeCompare(b.name));
}

it('the real SDK says the same in protobuf and in JSON', async () => {
  await exportSpans();
  const json = decodedBy('application/json', 'json');
  const protobuf = decodedBy('application/x-protobuf', 'protobuf');
  expect(json).toHaveLength(2);
  expect(protobuf).toEqual(json);
  const [agent, chat] = json;
  expect(agent).toMatchObject({
    name: 'agent',
    kind: 2,
    parentSpanId: null,
    startUnixNano: 1_763_700_000_123_456_789n,
    endUnixNano: 1_763_700_001_999_999_999n,
    resource: { attributes: { 'service.name': 'shop', 'process.pid': 42 } },
    scope: { name: 'scope', version: '1.2.3' },
  });
  expect(chat).toMatchObject({
    kind: 3,
    traceId: agent?.traceId,
    parentSpanId: agent?.spanId,
    statusCode: 2,
    statusMessage: 'failed',
    attributes: {
      text: 'grüße 🚦',
      whole: 3,
      fraction: 0.25,
      negative: -7,
      flag: false,
      list: ['a', 'b'],
      mixed: [1, 2.5],
      empty: '',
    },
    events: [{ name: 'token', timeUnixNano: 1_763_700_000_000_000_005n }, { name: 'exception' }],
    links: [{ traceId: agent?.traceId, spanId: agent?.spanId, attributes: { why: 'cause' } }],
  });
});
