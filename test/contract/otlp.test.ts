import { gzipSync } from 'node:zlib';
import { SpanStatusCode, type TracerProvider as TracerProviderApi } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const rest = async (path: string): Promise<Record<string, unknown>> => {
  const response = await fetch(`${engine.url}/api/v1${path}`, { headers: engine.headers });
  return (await response.json()) as Record<string, unknown>;
};

async function sendWithSdk(exporter: SpanExporter, service: string): Promise<string> {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = (provider as TracerProviderApi).getTracer('contract', '1.2.3');
  const span = tracer.startSpan('chat gpt-4o-mini', {
    kind: 2,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o-mini',
      'gen_ai.usage.input_tokens': 2_000,
      'gen_ai.usage.output_tokens': 500,
      fraction: 0.25,
      tags: ['a', 'b'],
    },
  });
  span.addEvent('first token', { index: 0 });
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'cut' });
  span.end();
  await provider.forceFlush();
  await provider.shutdown();
  return span.spanContext().traceId;
}

describe('the OTLP door with the real OpenTelemetry SDK', () => {
  it.each([
    ['protobuf', () => new ProtobufExporter({ url: `${engine.otlpUrl}/v1/traces` })],
    ['JSON', () => new JsonExporter({ url: `${engine.otlpUrl}/v1/traces` })],
    [
      'protobuf with gzip',
      () => new ProtobufExporter({ url: `${engine.otlpUrl}/v1/traces`, compression: 'gzip' as never }),
    ],
  ])('stores what %s brings', async (name, exporter) => {
    const traceId = await sendWithSdk(exporter(), `sdk ${name}`);
    const trace = (await rest(`/observability/traces/${traceId}`)) as { spans: Record<string, unknown>[] };
    expect(trace.spans).toHaveLength(1);
    expect(trace.spans[0]).toMatchObject({
      name: 'chat gpt-4o-mini',
      service: `sdk ${name}`,
      kind: 'client',
      status: 'error',
      statusMessage: 'cut',
      attributes: { fraction: 0.25, tags: ['a', 'b'], 'gen_ai.usage.input_tokens': 2_000 },
      events: [{ name: 'first token', attributes: { index: 0 } }],
      facts: { model: 'gpt-4o-mini', costNanos: '600000' },
    });
  });
});

describe('the OTLP door', () => {
  it('counts what it refuses of a request as a partial success', async () => {
    const { body, traceId } = agentTrace();
    const spans = body.resourceSpans[0]!.scopeSpans[0]!.spans;
    spans[1] = { ...spans[1]!, spanId: '0000000000000000' };
    const response = await post(JSON.stringify(body));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ partialSuccess: { rejectedSpans: '1' } });
    expect(await rest(`/observability/traces/${traceId}`)).toMatchObject({ spans: [{}, {}] });
  });

  it('takes the same spans twice and keeps them once', async () => {
    const { body, traceId } = agentTrace();
    await post(JSON.stringify(body));
    await post(JSON.stringify(body));
    const page = (await rest(`/observability/traces?text=${traceId}`)) as { traces: unknown[] };
    expect(page.traces).toEqual([
      expect.objectContaining({
        traceId,
        spanCount: 3,
        errorCount: 1,
        status: 'error',
        callCount: 1,
        costNanos: '3500000',
      }),
    ]);
  });

  it('answers an empty request with success', async () => {
    expect((await post('{}')).status).toBe(200);
    expect((await post(new Uint8Array(), { 'content-type': 'application/x-protobuf' })).status).toBe(200);
  });

  it.each([
    ['JSON that is none', '{"resourceSpans": [', {}, 400, 3],
    ['a wrong structure', '{"resourceSpans": 7}', {}, 400, 3],
    ['a foreign content type', 'hello', { 'content-type': 'text/plain' }, 415, 3],
    ['an unknown encoding', '{}', { 'content-encoding': 'br' }, 415, 3],
    ['gzip that is none', '{}', { 'content-encoding': 'gzip' }, 400, 3],
    ['a foreign page', '{}', { origin: 'https://evil.example' }, 403, 7],
  ])('answers %s with a google.rpc.Status', async (_name, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message: expect.any(String) as string });
  });

  it('answers a malformed protobuf with a Status in protobuf', async () => {
    const response = await post(new Uint8Array([0x0a, 0xff]), { 'content-type': 'application/x-protobuf' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/x-protobuf');
    const status = new Uint8Array(await response.arrayBuffer());
    expect([...status.subarray(0, 2)]).toEqual([0x08, 3]); // field 1, code 3
  });

  it('refuses a bomb after decompression', async () => {
    const small = await startTestEngine(['--otlp-body', '100000']);
    try {
      const response = await fetch(`${small.otlpUrl}/v1/traces`, {
        method: 'POST',
        body: new Uint8Array(gzipSync(Buffer.alloc(5_000_000))),
        headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' },
      });
      expect(response.status).toBe(413);
    } finally {
      await small.stop();
    }
  });

  it('lets pages of this machine send, with a preflight', async () => {
    const headers = { origin: 'http://localhost:5173' };
    const preflight = await fetch(`${engine.otlpUrl}/v1/traces`, {
      method: 'OPTIONS',
      headers: {
        ...headers,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const sent = await post('{}', headers);
    expect(sent.status).toBe(200);
    expect(sent.headers.get('access-control-allow-origin')).toBe(headers.origin);
  });

  it('says what is wrong with the path and the method', async () => {
    expect((await fetch(`${engine.otlpUrl}/v1/traces`)).status).toBe(405);
    expect((await fetch(`${engine.otlpUrl}/v1/elsewhere`, { method: 'POST' })).status).toBe(404);
  });
});
