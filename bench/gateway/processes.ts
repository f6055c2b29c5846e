import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/* Each party of the benchmark is a process of its own, so that none runs on another's event loop. */

interface Ready {
  url: string;
}

export interface Party {
  readonly url: string;
  readonly child: ChildProcess;
  /** Processor time that it has used so far, all threads together. */
  cpuMicros(): Promise<number>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/** Starts a file of this folder and waits until it says where it listens. */
export async function startParty(file: string, input: Record<string, string> = {}): Promise<Party> {
  const child = fork(new URL(file, import.meta.url), [], { env: { ...process.env, ...input } });
  const [message] = (await once(child, 'message')) as [Ready];
  return {
    url: message.url,
    child,
    cpuMicros: async () => {
      const answer = once(child, 'message') as Promise<[{ cpuMicros: number }]>;
      child.send('cpu');
      return (await answer)[0].cpuMicros;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}

/** Said by a server when it listens; it then ends when asked to. */
export function announce(server: Server, close: () => Promise<void> = () => Promise.resolve()): void {
  const { port } = server.address() as AddressInfo;
  announceUrl(`http://127.0.0.1:${port}`, close);
}

export function announceUrl(url: string, close: () => Promise<void>): void {
  process.on('message', (message) => {
    const { user, system } = process.cpuUsage();
    if (message === 'cpu') process.send?.({ cpuMicros: user + system });
    if (message !== 'stop') return;
    void close().then(() => process.exit(0));
  });
  process.send?.({ url } satisfies Ready);
}
