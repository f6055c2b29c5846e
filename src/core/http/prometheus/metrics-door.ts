import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';
import { requireKnownHost } from '../access.ts';
import { baseUrl, closeServer, listen, type Door, type ListenOptions } from '../listen.ts';
import { answerMetrics, METRICS_PATH } from './metrics-route.ts';

export interface MetricsDoorOptions extends ListenOptions {
  instruments: Pick<Instruments, 'collect' | 'noteScrape' | 'countError'>;
  log: Log;
}

/**
 * `GET /metrics` on a port of its own, for scrapers that have no token: whoever reaches it reads names of models,
 * services and routes, never content.
 * @throws SignalboxError PORT_TAKEN
 */
export async function openMetricsDoor(options: MetricsDoorOptions): Promise<Door> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    void handle(request, response, options);
  });
  const port = await listen(server, options);
  return { url: baseUrl(options.host, port), close: () => closeServer(server) };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { host, instruments, log }: MetricsDoorOptions,
): Promise<void> {
  try {
    requireKnownHost(request, host);
    requireMetrics(request);
    const { type, body } = await answerMetrics(instruments, request.headers.accept);
    send(response, 200, type, body);
  } catch (error) {
    if (!(error instanceof SignalboxError)) log.error('The metrics could not be written.', { cause: error });
    const known = error instanceof SignalboxError ? error : new SignalboxError('INTERNAL');
    instruments.countError(known.code);
    send(response, known.status, 'application/json', JSON.stringify({ error: known.toJSON() }));
  }
}

function requireMetrics({ method = '', url = '/' }: IncomingMessage): void {
  const path = url.split('?', 1)[0] ?? '/';
  if (path !== METRICS_PATH) throw new SignalboxError('NOT_FOUND', { method, path });
  if (method !== 'GET' && method !== 'HEAD') {
    throw new SignalboxError('METHOD_NOT_ALLOWED', { method, path, allowed: 'GET' });
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
