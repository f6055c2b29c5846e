import type { IncomingMessage } from 'node:http';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';
import { bearerToken, requireKnownHost, requireKnownOrigin, sameSecret } from '../access.ts';
import { baseUrl, closeServer, listen, type Door, type ListenOptions } from '../listen.ts';
import { metricsRoute } from '../prometheus/metrics-route.ts';
import { nameActors } from '../rest/actor.ts';
import { prometheusAlertRoutes } from '../prometheus/alert-routes.ts';
import { prometheusRoutes } from '../prometheus/query-routes.ts';
import { alertRuleRoutes, silenceRoutes } from '../rest/alert-routes.ts';
import { backtestRoutes } from '../rest/backtest-routes.ts';
import { costRoutes } from '../rest/cost-routes.ts';
import { addExportDownloads, exportRoutes } from '../rest/export-routes.ts';
import { flagRoutes } from '../rest/flag-routes.ts';
import { guardRoutes } from '../rest/guard-routes.ts';
import { healthRoutes } from '../rest/health-routes.ts';
import { ownMetricsRoutes } from '../rest/own-metrics-routes.ts';
import { budgetRoutes, limitRoutes } from '../rest/limit-routes.ts';
import { keyRoutes } from '../rest/key-routes.ts';
import { dashboardRoutes } from '../rest/dashboard-routes.ts';
import { metricSourceRoutes } from '../rest/metric-source-routes.ts';
import { policyRoutes } from '../rest/policy-routes.ts';
import { priceRoutes } from '../rest/price-routes.ts';
import { sendProblem } from '../rest/problem.ts';
import { providerRoutes } from '../rest/provider-routes.ts';
import { routeRoutes } from '../rest/route-routes.ts';
import { serviceRoutes } from '../rest/service-routes.ts';
import { channelRoutes, sloRoutes } from '../rest/slo-routes.ts';
import { sessionRoutes } from '../rest/session-routes.ts';
import { loadRoutes } from '../rest/load-routes.ts';
import { logRoutes } from '../rest/log-routes.ts';
import { traceRoutes } from '../rest/trace-routes.ts';
import { outlineRoute } from './outline-route.ts';
import { promptEntryRoutes, similarityRoutes } from '../rest/similarity-routes.ts';
import { verdictRoutes } from '../rest/verdict-routes.ts';
import { viewRoutes } from '../rest/view-routes.ts';
import type { ConsoleServices } from './services.ts';
import { BrowserSessions, sessionCookieName } from './sessions.ts';
import { ConsoleSocket, SOCKET_PATH } from './socket.ts';
import { SECURITY_HEADERS, serveConsole } from './static-console.ts';

export interface ConsoleDoorOptions extends ListenOptions {
  services: ConsoleServices;
  token: string;
  version: string;
  /** Origins of consoles that are not served by this door, such as the desktop's. */
  allowedOrigins: readonly string[];
  /** Folder of the built console; null: serve none. */
  consoleFolder: string | null;
  log: Log;
  instruments: Pick<
    Instruments,
    'collect' | 'noteScrape' | 'countError' | 'countSocketError' | 'countSocketDrop'
  >;
  /** Whether the engine can take work now. */
  isReady(): boolean;
}

export interface ConsoleDoor extends Door {
  /** A link that lets one browser in, once. Read it when it is shown: a used one is replaced. */
  loginUrl(): string;
  /** Consoles that are connected. */
  readonly activeSockets: number;
}

/** The console's door: its protocol over WebSocket, REST, health, and the console itself for browsers. */
export async function openConsoleDoor(options: ConsoleDoorOptions): Promise<ConsoleDoor> {
  const sessions = new BrowserSessions();
  const app = Fastify({
    logger: false,
    routerOptions: { maxParamLength: 4_000 },
    // Grafana may send a whole query in an address.
    http: { maxHeaderSize: 64 * 1024 },
    forceCloseConnections: 'idle',
  });
  const door = { url: '' };
  const guard = (request: IncomingMessage) => {
    requireKnownHost(request, options.host);
    requireKnownOrigin(
      request,
      (origin) => isOwnOrigin(origin, door.url) || options.allowedOrigins.includes(origin),
    );
  };
  const mayEnter = (request: IncomingMessage, token: string | null) =>
    token === null ? sessions.knows(request) : sameSecret(token, options.token);

  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, options));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    guard(request.raw);
  });
  const admit = (request: FastifyRequest) =>
    admitToRest(request, options, (raw) => mayEnter(raw, bearerToken(raw)));
  await addRest(app, options, admit);
  await addMonitoring(app, options, admit);
  await app.register(metricsRoute({ ...options, admit }));
  await app.register(outlineRoute({ ...options, mayEnter }));
  addHealth(app, options);
  addLogin(app, sessions);
  addExportDownloads(app, options.services);
  const hasConsole = options.consoleFolder !== null && (await serveConsole(app, options.consoleFolder));
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      hasConsole &&
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      request.url !== SOCKET_PATH;
    if (isPage && request.headers.accept?.includes('text/html')) return reply.sendFile('index.html');
    throw new SignalboxError('NOT_FOUND', {
      method: request.method,
      path: request.url.split('?', 1)[0] ?? '/',
    });
  });
  await app.ready();

  const socket = new ConsoleSocket({ ...options, guard, mayEnter });
  const server = app.server;
  server.on('upgrade', (request, connection, head) => socket.upgrade(request, connection, head));
  door.url = baseUrl(options.host, await listen(server, options));
  return {
    url: door.url,
    get activeSockets() {
      return socket.active;
    },
    loginUrl: () => `${door.url}/login?code=${sessions.loginCode}`,
    close: async () => {
      socket.close();
      await app.close();
      await closeServer(server);
    },
  };
}

/** The door's own pages, under any loopback name of the same port. */
function isOwnOrigin(origin: string, url: string): boolean {
  return origin === url || origin === url.replace('//127.0.0.1:', '//localhost:');
}

/** By an API key with the scope `admin`, the token, or the session of a browser. @throws SignalboxError */
function admitToRest(
  request: FastifyRequest,
  { services }: Pick<ConsoleDoorOptions, 'services'>,
  mayEnter: (request: IncomingMessage) => boolean,
): void {
  const admission = services.access.admitKey(request.headers, 'admin');
  if (admission !== null) request.actor = `${admission.reason} (${admission.caller.keyId})`;
  else if (!mayEnter(request.raw)) {
    throw new SignalboxError(bearerToken(request.raw) === null ? 'TOKEN_MISSING' : 'TOKEN_WRONG');
  }
}

async function addRest(
  app: FastifyInstance,
  options: ConsoleDoorOptions,
  admit: (request: FastifyRequest) => void,
): Promise<void> {
  takeEmptyBodies(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Signalbox',
        version: options.version,
        description: 'Traces and administration of a Signalbox engine.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  nameActors(app);
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (request) => admit(request));
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
      await api.register(traceRoutes(options.services));
      await api.register(logRoutes(options.services));
      await api.register(exportRoutes(options.services));
      await api.register(sessionRoutes(options.services));
      await api.register(serviceRoutes(options.services));
      await api.register(costRoutes(options.services));
      await api.register(priceRoutes(options.services));
      await api.register(providerRoutes(options.services));
      await api.register(keyRoutes(options.services));
      await api.register(flagRoutes(options.services));
      await api.register(guardRoutes(options.services));
      await api.register(limitRoutes(options.services));
      await api.register(budgetRoutes(options.services));
      await api.register(loadRoutes(options.services));
      await api.register(routeRoutes(options.services));
      await api.register(viewRoutes(options.services));
      await api.register(policyRoutes(options.services));
      await api.register(dashboardRoutes(options.services));
      await api.register(alertRuleRoutes(options.services));
      await api.register(silenceRoutes(options.services));
      await api.register(sloRoutes(options.services));
      await api.register(channelRoutes(options.services));
      await api.register(prometheusAlertRoutes(options));
      await api.register(prometheusRoutes(options));
      await api.register(metricSourceRoutes(options.services));
      await api.register(backtestRoutes(options.services));
      await api.register(verdictRoutes(options.services));
      await api.register(similarityRoutes(options.services));
      await api.register(promptEntryRoutes(options.services));
    },
    { prefix: '/api/v1' },
  );
}

/** What is not under `/api/v1`: the health of the engine and its monitoring, for the same callers. */
async function addMonitoring(
  app: FastifyInstance,
  { services, instruments }: ConsoleDoorOptions,
  admit: (request: FastifyRequest) => void,
): Promise<void> {
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (request) => admit(request));
      await api.register(healthRoutes(services));
      await api.register(ownMetricsRoutes({ instruments }));
    },
    { prefix: '/api' },
  );
}

/** Many clients name a Content-Type also where they send nothing, as with DELETE; that is no reason to refuse them. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

function addHealth(app: FastifyInstance, options: ConsoleDoorOptions): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok', version: options.version }));
  app.get('/readyz', { schema: { hide: true } }, (_request, reply) =>
    options.isReady() ? { status: 'ready' } : reply.status(503).send({ status: 'stopping' }),
  );
}

function addLogin(app: FastifyInstance, sessions: BrowserSessions): void {
  const querystring = z.object({ code: z.string().max(200) });
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/login', { schema: { hide: true, querystring } }, (request, reply) => {
      const session = sessions.login(request.query.code);
      const name = sessionCookieName(request.raw.socket.localPort ?? 0);
      return reply
        .header('Set-Cookie', `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`)
        .header('Cache-Control', 'no-store')
        .redirect('/', 303);
    });
}
