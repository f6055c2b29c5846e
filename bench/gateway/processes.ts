import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/* Each party of the benchmark is a process of its own, so that none runs on another's event loop. */

interface Ready {
  url: string;
}

/** Processor time that a process has used so far, in microseconds. */
export interface CpuTime {
  mainThread: number;
  allThreads: number;
}

export interface Party {
  readonly url: string;
  readonly child: ChildProcess;
  cpu(): Promise<CpuTime>;
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
    cpu: async () => {
      const answer = once(child, 'message') as Promise<[CpuTime]>;
      child.send('cpu');
      return (await answer)[0];
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

function cpuTime(): CpuTime {
  const all = process.cpuUsage();
  const main = process.threadCpuUsage();
  return { mainThread: main.user + main.system, allThreads: all.user + all.system };
}

export function announceUrl(url: string, close: () => Promise<void>): void {
  process.on('message', (message) => {
    if (message === 'cpu') process.send?.(cpuTime());
    if (message !== 'stop') return;
    void close().then(() => process.exit(0));
  });
  process.send?.({ url } satisfies Ready);
}
