import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

const PROGRAM = process.env.SIGNALBOX_REDIS_SERVER ?? '/usr/bin/redis-server';

/** Why tests with a real Redis cannot run here; null when they can. */
export const REDIS_MISSING = existsSync(PROGRAM)
  ? null
  : `${PROGRAM} is not installed (apt-get install redis-server, or set SIGNALBOX_REDIS_SERVER)`;

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis of its own that keeps nothing on disk. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const chosen = port ?? (await freePort());
  const args = ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await untilReady(child);
  return {
    url: `redis://127.0.0.1:${chosen}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`redis-server ended: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
