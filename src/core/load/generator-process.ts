import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { SignalboxError } from '../../shared/errors.ts';
import type { LoadSnapshot } from '../../shared/load/index.ts';
import { entryUrl } from '../threads/index.ts';
import type { GeneratorOptions, GeneratorResult } from './generator.ts';

/** What a generator is told to do: plain data, because it goes to another process. */
export type LoadOrder = Omit<GeneratorOptions, 'onSnapshot' | 'signal'>;

export type ToGenerator = { readonly kind: 'run'; readonly order: LoadOrder } | { readonly kind: 'stop' };
export type FromGenerator =
  | { readonly kind: 'snapshot'; readonly snapshot: LoadSnapshot }
  | { readonly kind: 'done'; readonly result: GeneratorResult }
  | { readonly kind: 'failed'; readonly reason: string };

export interface RunningGenerator {
  /** @throws SignalboxError LOAD_GENERATOR_FAILED */
  readonly result: Promise<GeneratorResult>;
  /** Ends the run; its result then holds what was measured so far. */
  stop(): void;
  /** Ends it at once, without a result. */
  kill(): void;
}

interface Line {
  send(message: ToGenerator): void;
  kill(): void;
}

/**
 * Starts a generator in a process of its own; inside of Electron, whose binary may not run as Node, in a thread.
 * Secrets in the order go over the pipe between the two, never through arguments or the environment.
 */
export function startGenerator(
  order: LoadOrder,
  onSnapshot: (snapshot: LoadSnapshot) => void,
): RunningGenerator {
  const { promise, resolve, reject } = Promise.withResolvers<GeneratorResult>();
  const failed = (reason: string) => reject(new SignalboxError('LOAD_GENERATOR_FAILED', { reason }));
  const receive = (message: FromGenerator) => {
    if (message.kind === 'snapshot') onSnapshot(message.snapshot);
    else if (message.kind === 'done') resolve(message.result);
    else failed(message.reason);
  };
  const line =
    process.versions.electron === undefined ? asProcess(receive, failed) : asThread(receive, failed);
  line.send({ kind: 'run', order });
  return { result: promise, stop: () => line.send({ kind: 'stop' }), kill: () => line.kill() };
}

type Receive = (message: FromGenerator) => void;

function entry(): URL {
  return entryUrl(import.meta.url, './load-process.ts');
}

function asProcess(receive: Receive, failed: (reason: string) => void): Line {
  const child = fork(entry(), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', (message) => receive(message as FromGenerator));
  child.once('error', (error) => failed(error.message));
  // After a result this changes nothing any more.
  child.once('exit', (code, signal) => failed(`its process ended (${signal ?? `code ${code}`})`));
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function asThread(receive: Receive, failed: (reason: string) => void): Line {
  const worker = new Worker(entry(), { name: 'load' });
  worker.on('message', (message) => receive(message as FromGenerator));
  worker.once('error', (error) => failed(error instanceof Error ? error.message : String(error)));
  worker.once('exit', (code) => failed(`its thread ended (code ${code})`));
  return { send: (message) => worker.postMessage(message), kill: () => void worker.terminate() };
}
