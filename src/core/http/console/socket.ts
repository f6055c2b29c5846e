import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TRPCError } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';
import { consoleRouter } from './router.ts';
import { RunningCalls } from './running-calls.ts';
import type { ConsoleServices } from './services.ts';
import { SlowConsoles } from './slow-consoles.ts';

export const SOCKET_PATH = '/trpc';
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const GOING_AWAY = 1001;

export interface ConsoleSocketOptions {
  services: ConsoleServices;
  log: Log;
  instruments: Pick<Instruments, 'countError' | 'countSocketError' | 'countSocketDrop'>;
  /** Throws when the request's host or origin is not the console's. */
  guard(request: IncomingMessage): void;
  /** Whether the caller may use the console: by the token of its first message, or by the session of its browser. */
  mayEnter(request: IncomingMessage, token: string | null): boolean;
}

/** The console protocol: tRPC over WebSocket. */
export class ConsoleSocket {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  readonly #options: ConsoleSocketOptions;
  readonly #handler: ReturnType<typeof applyWSSHandler>;
  readonly #slow: SlowConsoles;

  constructor(options: ConsoleSocketOptions) {
    this.#options = options;
    this.#slow = new SlowConsoles(
      () => this.#server.clients,
      () => options.instruments.countSocketDrop(),
    );
    this.#handler = applyWSSHandler({
      wss: this.#server,
      router: consoleRouter,
      createContext: ({ req, info }) => {
        if (!options.mayEnter(req, info.connectionParams?.token ?? null))
          throw new TRPCError({ code: 'UNAUTHORIZED' });
        const calls = new RunningCalls();
        req.socket.once('close', () => calls.cancelAll());
        const { services, log, instruments } = options;
        return { services, log, calls, countError: (code) => instruments.countError(code) };
      },
      keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 10_000 },
    });
  }

  /** Answers an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      this.#options.guard(request);
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (path !== SOCKET_PATH) throw new SignalboxError('NOT_FOUND', { method: 'GET', path });
    } catch (error) {
      const known = toKnown(error);
      this.#options.instruments.countError(known.code);
      refuse(socket, known);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      client.on('error', (cause) => {
        this.#options.instruments.countSocketError();
        this.#options.log.warn('a console connection broke', { cause });
      });
      this.#server.emit('connection', client, request);
    });
  }

  get active(): number {
    return this.#server.clients.size;
  }

  close(): void {
    this.#slow.close();
    this.#handler.broadcastReconnectNotification();
    for (const client of this.#server.clients) client.close(GOING_AWAY, 'The engine is stopping.');
    this.#server.close();
  }
}

function toKnown(error: unknown): SignalboxError {
  return error instanceof SignalboxError
    ? error
    : new SignalboxError('BODY_INVALID', { reason: String(error) });
}

function refuse(socket: Duplex, known: SignalboxError): void {
  const body = JSON.stringify({ error: known.toJSON() });
  socket.end(
    `HTTP/1.1 ${known.status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
