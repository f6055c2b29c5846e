import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  anthropicIngress,
  INGRESS_DIALECTS,
  openAiIngress,
  type IngressDialect,
} from '../../dialects/index.ts';
import { Exchange, runPipeline, type ExchangeDependencies } from '../../exchange/index.ts';
import type { AccessGate } from '../../tenants/index.ts';
import { requireKnownHost } from '../access.ts';
import { admitPages } from '../cors.ts';
import { baseUrl, listen } from '../listen.ts';
import { answerError, answerJson } from './answer.ts';
import { listAnthropicModels, showAnthropicModel } from './anthropic-models.ts';
import { countTokens } from './count-tokens.ts';
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
  /** Requests that it works on. */
  readonly activeRequests: number;
  /** Lets running exchanges finish, refuses new ones with 503, and ends after `graceMs` at the latest. */
  close(graceMs?: number): Promise<void>;
}

const DEFAULT_LIMITS: BodyLimits = { maxBytes: 32 * 1024 * 1024, timeoutMs: 60_000 };
const DEFAULT_GRACE_MS = 10_000;
const MODELS_PATH = '/v1/models';
/** GET lists the models, POST asks one. */
const PROCESS_PATH = '/api/ai/process';
const COUNT_TOKENS_PATH = '/v1/messages/count_tokens';

/**
 * The gateway: the paths of INGRESS_DIALECTS, each in its dialect; `GET /v1/models` and `GET /v1/models/:id` in OpenAI's
 * or Anthropic's; Anthropic's `POST /v1/messages/count_tokens`; `GET /api/ai/process`.
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
    get activeRequests() {
      return gateway.activeRequests;
    },
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

  get activeRequests(): number {
    return this.#running.size;
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
    const path = pathOf(request.url ?? '/');
    const ingress = callerDialect(request, path);
    try {
      requireKnownHost(request, this.#options.host);
      if (admitPages(request, response, this.#options.allowedOrigins ?? [])) return;
      if (this.#closing) {
        response.shouldKeepAlive = false;
        throw new SignalboxError('SHUTTING_DOWN');
      }
      this.#dispatch(request, response, path, ingress);
    } catch (error) {
      this.#refuse(response, ingress, error);
    }
  }

  /** Answers what is no exchange. */
  #refuse(response: ServerResponse, ingress: IngressDialect, error: unknown): void {
    const { instruments, log } = this.#options.exchange;
    instruments.countError(error instanceof SignalboxError ? error.code : 'INTERNAL');
    answerError(response, ingress, error, log);
  }

  #dispatch(request: IncomingMessage, response: ServerResponse, path: string, ingress: IngressDialect): void {
    if (path === PROCESS_PATH && request.method === 'GET') {
      this.#options.access.admit(request.headers, 'gateway');
      answerJson(response, ingress, { models: this.#options.exchange.router.models() });
    } else if (INGRESS_DIALECTS[path] !== undefined) {
      requireMethod(request, response, path === PROCESS_PATH ? 'GET, POST' : 'POST', path);
      this.#exchange(request, response, path, ingress);
    } else if (path === COUNT_TOKENS_PATH) {
      requireMethod(request, response, 'POST', path);
      this.#run(this.#countTokens(request, response, ingress));
    } else if (path === MODELS_PATH || path.startsWith(`${MODELS_PATH}/`)) {
      requireMethod(request, response, 'GET', path);
      this.#options.access.admit(request.headers, 'gateway');
      answerJson(response, ingress, this.#models(request, path, ingress));
    } else {
      throw new SignalboxError('NOT_FOUND', { method: request.method ?? '', path });
    }
  }

  #models(request: IncomingMessage, path: string, { dialect }: IngressDialect): unknown {
    const { router } = this.#options.exchange;
    const id = path === MODELS_PATH ? null : path.slice(MODELS_PATH.length + 1);
    if (dialect !== 'anthropic') return id === null ? listModels(router) : showModel(router, id);
    if (id !== null) return showAnthropicModel(router, id);
    return listAnthropicModels(router, new URL(request.url ?? '', 'http://gateway').searchParams);
  }

  #exchange(request: IncomingMessage, response: ServerResponse, path: string, ingress: IngressDialect): void {
    const own: Record<string, string> = {};
    const exchange = new Exchange({
      headers: request.headers,
      ingress,
      path,
      reply: new ResponseReply(response, own),
      admit: () => this.#options.access.admit(request.headers, 'gateway'),
      readBody: () => readRequestBody(request, this.#limits),
      callerKey: callerKey(request),
    });
    own['x-signalbox-trace-id'] = exchange.trace.traceId;
    own['x-request-id'] = exchange.requestId;
    Object.assign(own, ingress.ownHeaders(exchange.requestId));
    this.#run(runPipeline(exchange, this.#options.exchange));
  }

  async #countTokens(
    request: IncomingMessage,
    response: ServerResponse,
    ingress: IngressDialect,
  ): Promise<void> {
    const { access, exchange } = this.#options;
    const hangUp = new AbortController();
    response.once('close', () => hangUp.abort());
    try {
      const { caller, mayPassOn } = access.admit(request.headers, 'gateway');
      const bytes = await readRequestBody(request, this.#limits);
      const key = mayPassOn ? callerKey(request) : null;
      const counted = await countTokens(request, bytes, exchange, {
        caller,
        callerKey: key,
        signal: hangUp.signal,
      });
      answerJson(response, ingress, counted.body, {
        status: counted.status,
        headers: { 'x-signalbox-counted-by': counted.countedBy },
      });
    } catch (error) {
      if (!hangUp.signal.aborted) this.#refuse(response, ingress, error);
    }
  }

  #run(work: Promise<void>): void {
    const running = work.finally(() => {
      this.#running.delete(running);
    });
    this.#running.add(running);
  }
}

/** By the path where it has one dialect; else Anthropic's clients are known by the header that they must send. */
function callerDialect(request: IncomingMessage, path: string): IngressDialect {
  const known = INGRESS_DIALECTS[path];
  if (known !== undefined) return known;
  const isAnthropic = path === COUNT_TOKENS_PATH || request.headers['anthropic-version'] !== undefined;
  return isAnthropic ? anthropicIngress : openAiIngress;
}

/** A key that the caller brought as OpenAI's or Anthropic's clients do. */
function callerKey({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const key = headers['x-api-key'];
  return bearer ?? (typeof key === 'string' ? key : null);
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
  if (allowed.split(', ').includes(request.method ?? '')) return;
  response.setHeader('allow', allowed);
  throw new SignalboxError('METHOD_NOT_ALLOWED', { method: request.method ?? '', path, allowed });
}
