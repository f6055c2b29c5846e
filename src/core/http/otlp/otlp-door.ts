import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { encodeExportResponse, encodeStatus } from '../../telemetry/otlp/index.ts';
import type { OtlpEncoding, OtlpSignal, Telemetry } from '../../telemetry/telemetry.ts';
import type { AccessGate } from '../../tenants/index.ts';
import { requireKnownHost } from '../access.ts';
import { admitPages } from '../cors.ts';
import { baseUrl, closeServer, listen, type Door, type ListenOptions } from '../listen.ts';
import { decodeBody, readBody } from '../read-body.ts';
import { rpcCode } from './rpc-code.ts';

export interface OtlpDoorOptions extends ListenOptions {
  telemetry: Pick<Telemetry, 'ingestOtlp' | 'ingestOtlpLogs'>;
  metrics: Pick<Metrics, 'ingestOtlp'>;
  /** Who may send. */
  access: Pick<AccessGate, 'admit'>;
  /** The largest body, before and after decompression. */
  maxBodyBytes: number;
  /** Origins of pages that may send, besides those of this machine. */
  allowedOrigins: readonly string[];
  instruments: Pick<Instruments, 'countError'>;
  log: Log;
}

const CONTENT_TYPES: Record<OtlpEncoding, string> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};
const SIGNALS: Record<string, OtlpSignal> = {
  '/v1/traces': 'traces',
  '/v1/logs': 'logs',
  '/v1/metrics': 'metrics',
};
const RETRY_AFTER_SECONDS = '1';

/** OTLP/HTTP 1.11 (opentelemetry-proto, docs/specification.md): traces, logs and metrics in protobuf and JSON, plain or gzip. */
export async function openOtlpDoor(options: OtlpDoorOptions): Promise<Door> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, (request, response) => {
    void handle(request, response, options);
  });
  const port = await listen(server, options);
  return { url: baseUrl(options.host, port), close: () => closeServer(server) };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: OtlpDoorOptions,
): Promise<void> {
  let encoding: OtlpEncoding = 'json';
  try {
    requireKnownHost(request, options.host);
    if (admitPages(request, response, options.allowedOrigins)) return;
    options.access.admit(request.headers, 'ingest');
    const signal = signalOf(request);
    encoding = encodingOf(request);
    const sent = await readBody(request, options.maxBodyBytes);
    const body = await decodeBody(sent, request.headers['content-encoding'], options.maxBodyBytes);
    const outcome = await ingest(options, signal, body, encoding);
    send(response, 200, encoding, encodeExportResponse(encoding, outcome, signal));
  } catch (error) {
    if (request.errored !== null || response.destroyed) return; // The sender hung up: nobody is there to answer.
    const known = toKnown(error, options.log);
    options.instruments.countError(known.code);
    sendFailure(response, encoding, known);
  }
}

async function ingest(
  { telemetry, metrics }: Pick<OtlpDoorOptions, 'telemetry' | 'metrics'>,
  signal: OtlpSignal,
  body: Uint8Array<ArrayBuffer>,
  encoding: OtlpEncoding,
): Promise<{ rejected: number; message: string | null }> {
  if (signal === 'logs') {
    const { rejectedLogs, message } = await telemetry.ingestOtlpLogs(body, encoding);
    return { rejected: rejectedLogs, message };
  }
  if (signal === 'metrics') return metrics.ingestOtlp(body, encoding);
  const { rejectedSpans, message } = await telemetry.ingestOtlp(body, encoding);
  return { rejected: rejectedSpans, message };
}

function signalOf(request: IncomingMessage): OtlpSignal {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const signal = Object.hasOwn(SIGNALS, path) ? SIGNALS[path] : undefined;
  if (signal === undefined) throw new SignalboxError('NOT_FOUND', { method: request.method ?? '', path });
  if (request.method !== 'POST') {
    throw new SignalboxError('METHOD_NOT_ALLOWED', { method: request.method ?? '', path, allowed: 'POST' });
  }
  return signal;
}

function encodingOf(request: IncomingMessage): OtlpEncoding {
  const given = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (given === CONTENT_TYPES.protobuf) return 'protobuf';
  if (given === CONTENT_TYPES.json) return 'json';
  throw new SignalboxError('CONTENT_TYPE_UNSUPPORTED', {
    given: given === '' ? 'none' : given,
    supported: `${CONTENT_TYPES.protobuf} or ${CONTENT_TYPES.json}`,
  });
}

function sendFailure(response: ServerResponse, encoding: OtlpEncoding, error: SignalboxError): void {
  if (error.status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  // What was not read of the body is not waited for.
  response.setHeader('Connection', 'close');
  send(
    response,
    error.status,
    encoding,
    encodeStatus(encoding, rpcCode(error), `${error.message} ${error.action}`),
  );
}

function send(response: ServerResponse, status: number, encoding: OtlpEncoding, body: Uint8Array): void {
  response.writeHead(status, { 'Content-Type': CONTENT_TYPES[encoding], 'Content-Length': body.byteLength });
  response.end(body);
}

function toKnown(error: unknown, log: Log): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const correlationId = randomUUID();
  log.error('an OTLP request failed', { correlationId, cause: error });
  return new SignalboxError('INTERNAL', { correlationId }, { cause: error });
}
