import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogPage } from '../../src/shared/log-record.ts';
import { agentTrace } from '../fixtures/otlp-json.ts';
import { logsExport, type LogWish } from '../fixtures/otlp-logs.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

const newTraceId = () => randomBytes(16).toString('hex');
const SPAN = '00000000000000a2';
const NOW = Date.now();
const SECONDS = Math.floor(NOW / 1000);

const post = (body: unknown, headers: Record<string, string> = {}, signal = 'logs') =>
  fetch(`${engine.otlpUrl}/v1/${signal}`, {
    method: 'POST',
    body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

async function logsOf(traceId: string, query = ''): Promise<LogPage> {
  const response = await fetch(`${engine.url}/api/v1/observability/traces/${traceId}/logs${query}`, {
    headers: engine.headers,
  });
  expect(response.status).toBe(200);
  return (await response.json()) as LogPage;
}

async function sent(...logs: LogWish[]): Promise<LogPage> {
  const traceId = newTraceId();
  const response = await post(logsExport(logs.map((log) => ({ traceId, spanId: SPAN, ...log }))));
  expect(response.status).toBe(200);
  return logsOf(traceId);
}

async function sendWithSdk(exporter: LogRecordExporter, service: string, traceId: string): Promise<void> {
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    processors: [new BatchLogRecordProcessor({ exporter })],
  });
  provider.getLogger('contract', '1.2.3').emit({
    context: trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: SPAN, traceFlags: TraceFlags.SAMPLED }),
    timestamp: [SECONDS, 123_456_789],
    severityNumber: 13,
    severityText: 'WARNING',
    eventName: 'order.missing',
    body: { order: 7, tried: ['cache', 'shop'] },
    attributes: { attempt: 2, text: 'grüße 🚦' },
  });
  await provider.forceFlush();
  await provider.shutdown();
}

describe('/v1/logs with the real OpenTelemetry SDK', () => {
  it.each([
    ['protobuf', () => new ProtobufExporter({ url: `${engine.otlpUrl}/v1/logs` })],
    ['JSON', () => new JsonExporter({ url: `${engine.otlpUrl}/v1/logs` })],
    [
      'protobuf with gzip',
      () => new ProtobufExporter({ url: `${engine.otlpUrl}/v1/logs`, compression: 'gzip' as never }),
    ],
  ])('stores what %s brings', async (name, exporter) => {
    const traceId = newTraceId();
    await sendWithSdk(exporter(), `sdk ${name}`, traceId);
    const { logs, counts } = await logsOf(traceId);
    expect(logs).toEqual([
      expect.objectContaining({
        traceId,
        spanId: SPAN,
        service: `sdk ${name}`,
        timeUnixNano: `${SECONDS}123456789`,
        severity: 'warn',
        severityNumber: 13,
        severityText: 'WARNING',
        eventName: 'order.missing',
        body: { order: 7, tried: ['cache', 'shop'] },
        attributes: { attempt: 2, text: 'grüße 🚦' },
        scope: { name: 'contract', version: '1.2.3' },
      }),
    ]);
    expect(counts).toMatchObject({ warn: 1, error: 0 });
  });
});

describe('/v1/logs', () => {
  it('takes a log before its trace and one of a trace that never comes', async () => {
    const { body, traceId } = agentTrace();
    await post(logsExport([{ traceId, spanId: SPAN, body: 'early' }]));
    expect((await logsOf(traceId)).logs).toMatchObject([{ body: 'early' }]);
    await post(body, {}, 'traces');
    expect((await logsOf(traceId, `?spanId=${SPAN}`)).logs).toMatchObject([{ body: 'early' }]);
    expect((await logsOf(traceId, '?spanId=00000000000000a1')).logs).toEqual([]);
  });

  it('takes the time of observation where none was said, else that of arrival', async () => {
    const before = BigInt(Date.now()) * 1_000_000n;
    const traceId = newTraceId();
    const request = logsExport([
      { traceId, atMs: 0, body: 'observed' },
      { traceId, atMs: 0, body: 'arrived' },
    ]) as { resourceLogs: { scopeLogs: { logRecords: Record<string, string>[] }[] }[] };
    request.resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!.observedTimeUnixNano = `${SECONDS}000000005`;
    await post(request);
    const { logs } = await logsOf(traceId);
    expect(logs).toMatchObject([
      { body: 'observed', timeUnixNano: `${SECONDS}000000005`, observedTimeUnixNano: `${SECONDS}000000005` },
      { body: 'arrived', observedTimeUnixNano: '0' },
    ]);
    expect(BigInt(logs[1]!.timeUnixNano)).toBeGreaterThanOrEqual(before);
  });

  it('keeps what has ids that are none, without them, and says so', async () => {
    const traceId = newTraceId();
    const response = await post(
      logsExport([{ traceId, spanId: 'short' }, { traceId: 'nonsense' }, { traceId: '0'.repeat(32) }]),
    );
    expect(await response.json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: '0',
        errorMessage: expect.stringContaining('2 of 3 log records were kept without an id') as string,
      },
    });
    expect((await logsOf(traceId)).logs).toMatchObject([{ traceId, spanId: null }]);
  });

  it('makes a severity that does not exist unspecified, and keeps its text', async () => {
    const { logs } = await sent(
      { severityNumber: 99, severityText: 'LOUD', atMs: NOW + 1 },
      { severityNumber: -1, atMs: NOW + 2 },
    );
    expect(logs).toMatchObject([
      { severity: 'unspecified', severityNumber: 0, severityText: 'LOUD' },
      { severity: 'unspecified' },
    ]);
  });

  it('stores a body of a megabyte and a body that is a map, whole', async () => {
    const long = 'x'.repeat(2 ** 20);
    const { logs } = await sent(
      { body: long, atMs: NOW + 1 },
      { body: { __proto__: null, a: [1, { deep: true }] }, atMs: NOW + 2 },
      { atMs: NOW + 3 },
    );
    expect(logs.map(({ body }) => body)).toEqual([long, { a: [1, { deep: true }] }, null]);
  });

  it('reads the name of an event where older SDKs put it', async () => {
    const { logs } = await sent({ attributes: { 'event.name': 'gen_ai.choice' } });
    expect(logs).toMatchObject([{ eventName: 'gen_ai.choice' }]);
  });

  it('counts what it refuses of a request as a partial success', async () => {
    const request = logsExport([{ body: 'good' }, { body: 'late' }]) as {
      resourceLogs: { scopeLogs: { logRecords: Record<string, string>[] }[] }[];
    };
    request.resourceLogs[0]!.scopeLogs[0]!.logRecords[1]!.timeUnixNano = '18446744073709551615';
    expect(await (await post(request)).json()).toMatchObject({
      partialSuccess: { rejectedLogRecords: '1' },
    });
  });

  it('pages by a cursor and narrows by severity', async () => {
    const traceId = newTraceId();
    const logs = Array.from({ length: 7 }, (_, index) => ({
      traceId,
      atMs: NOW,
      severityNumber: index === 3 ? 17 : 9,
      body: index,
    }));
    await post(logsExport(logs));
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: LogPage = await logsOf(traceId, `?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.counts === null).toBe(cursor !== '');
      seen.push(...page.logs.map(({ body }) => body));
      cursor = page.nextCursor;
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const severe = await logsOf(traceId, '?minSeverity=warn');
    expect(severe.logs).toMatchObject([{ body: 3, severity: 'error' }]);
    expect(severe.counts).toMatchObject({ info: 6, error: 1 });
    const nonsense = await fetch(
      `${engine.url}/api/v1/observability/traces/${traceId}/logs?cursor=nonsense`,
      { headers: engine.headers },
    );
    expect(nonsense.status).toBe(400);
  });

  it('answers an empty request with success', async () => {
    expect(await (await post({})).json()).toEqual({});
    const protobuf = { 'content-type': 'application/x-protobuf' };
    expect((await post(new Uint8Array(), protobuf)).status).toBe(200);
    expect((await post(gzipSync('{}'), { 'content-encoding': 'gzip' })).status).toBe(200);
  });

  it.each([
    ['a wrong structure', { resourceLogs: 7 }, {}, 400, 3],
    ['a foreign content type', {}, { 'content-type': 'text/plain' }, 415, 3],
    ['an unknown encoding', {}, { 'content-encoding': 'br' }, 415, 3],
    ['a foreign page', {}, { origin: 'https://evil.example' }, 403, 7],
  ])('answers %s with a google.rpc.Status', async (_name, body, headers, status, code) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message: expect.any(String) as string });
  });

  it('answers other methods and paths', async () => {
    expect((await fetch(`${engine.otlpUrl}/v1/logs`)).status).toBe(405);
    expect((await post({}, {}, 'toString')).status).toBe(404);
  });
});
