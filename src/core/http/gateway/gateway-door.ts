import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import { Exchange, runPipeline, type ExchangeDependencies } from '../../exchange/index.ts';
import type { AccessGate } from '../../tenants/index.ts';
import { requireKnownHost } from '../access.ts';
import { admitPages } from '../cors.ts';
import { baseUrl, listen } from '../listen.ts';
import { answerError, answerJson } from './answer.ts';
import { listModels, showModel } from './models.ts';
import { readRequestBody, type BodyLimits } from './read-request-body.ts';
import { ResponseReply } from './response-reply.ts';

export interface GatewayDoorOptions {
  host: string;
  /** 0 means any free port. */
  port: number;
  /** Takes the next free port when this one is taken. */
  fallback?: boolean;
  /** Who may call. */
  access: Pick<AccessGate, 'admit'>;
  exchange: ExchangeDependencies;
  /** Origins of pages that may call, besides those of this machine. */
  allowedOrigins?: readonly string[];
  limits?: Partial<BodyLimits>;
}

export interface GatewayDoor {
  /** A base without a path: `http://127.0.0.1:4100`. */
  readonly url: string;
  /** Lets running exchanges finish, refuses new ones with 503, and ends after `graceMs` at the latest. */
  close(graceMs?: number): Promise<void>;
}

const DEFAULT_LIMITS: BodyLimits = { maxBytes: 32 * 1024 * 1024, timeoutMs: 60_000 };
const DEFAULT_GRACE_MS = 10_000;

/**
 * The gateway: `POST /v1/chat/completions`, `GET /v1/models` and `GET /v1/models/:id` in OpenAI's dialect.
 * On raw node:http, since it is on the path of every call.
 * @throws SignalboxError PORT_TAKEN
 */
export async function startGatewayDoor(options: GatewayDoorOptions): Promise<GatewayDoor> {
  const gateway = new Gateway(options);
  const port = await listen(gateway.server, {
    host: options.host,
    port: options.port,
    fallback: options.fallback ?? false,
  });
  return {
    url: baseUrl(options.host, port),
    close: (graceMs = DEFAULT_GRACE_MS) => gateway.close(graceMs),
  };
}

class Gateway {
  readonly server: Server;
  readonly #options: GatewayDoorOptions;
  readonly #limits: BodyLimits;
  readonly #running = new Set<Promise<void>>();
  #closing = false;

  constructor(options: GatewayDoorOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.server = createServer(
      { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 300_000 },
      (request, response) => this.#handle(request, response),
    );
  }

  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    while (this.#running.size > 0) {
      const drained = Promise.all(this.#running).then(() => true);
      if ((await Promise.race([drained, bound])) !== true) break;
    }
    clearTimeout(timer);
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
    // Those that were broken off are still accounted and recorded.
    await Promise.all(this.#running);
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    try {
      requireKnownHost(request, this.#options.host);
      if (admitPages(request, response, this.#options.allowedOrigins ?? [])) return;
      if (this.#closing) {
        response.shouldKeepAlive = false;
        throw new SignalboxError('SHUTTING_DOWN');
      }
      this.#dispatch(request, response);
    } catch (error) {
      answerError(response, error, this.#options.exchange.log);
    }
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    const path = pathOf(request.url ?? '/');
    if (path === '/v1/chat/completions') {
      requireMethod(request, response, 'POST', path);
      this.#exchange(request, response);
      return;
    }
    const isList = path === '/v1/models';
    if (!isList && !path.startsWith('/v1/models/')) {
      throw new SignalboxError('NOT_FOUND', { method: request.method ?? '', path });
    }
    requireMethod(request, response, 'GET', path);
    this.#options.access.admit(request.headers, 'gateway');
    const { router } = this.#options.exchange;
    answerJson(
      response,
      200,
      isList ? listModels(router) : showModel(router, path.slice('/v1/models/'.length)),
    );
  }

  #exchange(request: IncomingMessage, response: ServerResponse): void {
    const own: Record<string, string> = {};
    const exchange = new Exchange({
      headers: request.headers,
      reply: new ResponseReply(response, own),
      admit: () => this.#options.access.admit(request.headers, 'gateway'),
      readBody: () => readRequestBody(request, this.#limits),
      callerKey: request.headers.authorization ?? null,
    });
    own['x-signalbox-trace-id'] = exchange.trace.traceId;
    own['x-request-id'] = exchange.requestId;
    const running = runPipeline(exchange, this.#options.exchange).finally(() => {
      this.#running.delete(running);
    });
    this.#running.add(running);
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function requireMethod(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: string,
  path: string,
): void {
  if (request.method === allowed) return;
  response.setHeader('allow', allowed);
  throw new SignalboxError('METHOD_NOT_ALLOWED', { method: request.method ?? '', path, allowed });
}
