import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SignalboxError } from '../../shared/errors.ts';

const NEXT_PORTS = 50;

/** A listener of the engine. */
export interface Door {
  readonly url: string;
  /** Finishes what is under way and closes. */
  close(): Promise<void>;
}

export interface ListenOptions {
  host: string;
  /** 0 means any free port. */
  port: number;
  /** When the port is taken, take the next free one instead of failing. */
  fallback: boolean;
}

/**
 * Binds a server and answers the port it got.
 * @throws SignalboxError PORT_TAKEN
 */
export async function listen(server: Server, { host, port, fallback }: ListenOptions): Promise<number> {
  trackConnections(server);
  const last = fallback && port !== 0 ? Math.min(port + NEXT_PORTS, 65_535) : port;
  for (let candidate = port; candidate <= last; candidate++) {
    if (await tryListen(server, host, candidate)) return (server.address() as AddressInfo).port;
  }
  throw new SignalboxError('PORT_TAKEN', { port, host });
}

/** False when the port is taken; other failures are thrown. */
function tryListen(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, host);
  });
}

/** `http://host:port` with IPv6 hosts in brackets; a wildcard host is shown as loopback. */
export function baseUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Takes no new connections, ends idle ones, and resolves when those at work are done. */
export function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
    for (const socket of unused.get(server) ?? []) socket.destroy();
  });
}

/**
 * Connections without a request so far. Browsers open some ahead, and Node does not count them among the idle ones, so
 * that a server would wait for them until their headers are overdue.
 */
const unused = new WeakMap<Server, Set<Socket>>();

function trackConnections(server: Server): void {
  const sockets = new Set<Socket>();
  unused.set(server, sockets);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => sockets.delete(socket));
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    sockets.delete(socket);
    // A connection that was at work when the server closed is kept alive for nothing afterwards.
    response.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
}
