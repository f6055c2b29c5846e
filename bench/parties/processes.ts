import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/* Each party of the benchmark is a process of its own, so that none runs on another's event loop. */

interface Ready {
  url: string;
  headers: Record<string, string>;
}

/** Processor time that a process has used so far, in microseconds, and the memory that it has now. */
export interface ProcessUse {
  mainThread: number;
  allThreads: number;
  rssBytes: number;
}

/** The same of a process of ours, which collects its garbage before it counts its memory. */
export interface OwnProcessUse extends ProcessUse {
  heapBytes: number;
  /** The most that it ever had. */
  maxRssBytes: number;
}

/** A server that is measured. */
export interface Party {
  readonly name: string;
  readonly url: string;
  /** What calls to it must bring. */
  readonly headers: Record<string, string>;
  use(): Promise<ProcessUse>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/** A process of ours, which can be sent messages. */
export interface OwnParty extends Party {
  readonly child: ChildProcess;
  use(): Promise<OwnProcessUse>;
}

/** Starts a file of the benchmarks (`gateway/upstream.ts`) and waits until it says where it listens. */
export async function startParty(
  name: string,
  file: string,
  input: Record<string, string> = {},
): Promise<OwnParty> {
  const child = fork(new URL(`../${file}`, import.meta.url), [], {
    env: { ...process.env, ...input },
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit').then(() =>
    Promise.reject(new Error(`${file} ended before it was ready.`)),
  );
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
  ended.catch(() => undefined);
  return {
    name,
    url: message.url,
    headers: message.headers,
    child,
    use: async () => {
      const answer = once(child, 'message') as Promise<[OwnProcessUse]>;
      child.send('use');
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

function processUse(): OwnProcessUse {
  const all = process.cpuUsage();
  const main = process.threadCpuUsage();
  globalThis.gc?.();
  return {
    mainThread: main.user + main.system,
    allThreads: all.user + all.system,
    rssBytes: process.memoryUsage.rss(),
    heapBytes: process.memoryUsage().heapUsed,
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** The same of a server that knows its address; `headers` are what calls to it must bring. */
export function announceUrl(
  url: string,
  close: () => Promise<void>,
  headers: Record<string, string> = {},
): void {
  process.on('message', (message) => {
    if (message === 'use') process.send?.(processUse());
    if (message !== 'stop') return;
    void close().then(() => process.exit(0));
  });
  process.send?.({ url, headers } satisfies Ready);
}
