import { Worker } from 'node:worker_threads';
import { SignalboxError } from '../../shared/errors.ts';
import type {
  InputOf,
  Operations,
  ResultOf,
  ThreadFailure,
  ThreadReady,
  ThreadResponse,
} from './protocol.ts';

interface Pending {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** The main thread's side of a thread made with `serveThread`. */
export class ThreadClient<O extends Operations> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed: Error | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when the thread says that it can be used; rejects with its reason when it cannot. */
  static async start<O extends Operations>(
    entry: URL,
    workerData: unknown,
    name: string,
  ): Promise<ThreadClient<O>> {
    const worker = new Worker(entry, { workerData, name });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (first: ThreadReady) => {
        worker.off('error', reject);
        if (first.ready) resolve();
        else reject(toError(first.error));
      });
    });
    const client = new ThreadClient<O>(worker);
    client.#listen(name);
    return client;
  }

  /** How many calls wait for an answer. */
  get pending(): number {
    return this.#pending.size;
  }

  call<K extends keyof O & string>(
    operation: K,
    input: InputOf<O, K>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<ResultOf<O, K>> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, operation, input }, [...transfer]);
    });
  }

  /** Lets the thread finish what it has, run its `close` operation, and end. */
  async close(this: ThreadClient<O & { close: () => unknown }>): Promise<void> {
    if (this.#closed !== null) return;
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    await this.call('close', undefined);
    await exited;
  }

  /** Called once when the thread ends, with the error that ended it or null after `close`. */
  onExit(listener: (error: Error | null) => void): void {
    let cause: Error | null = null;
    this.#worker.on('error', (error) => (cause = error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => listener(cause));
  }

  #listen(name: string): void {
    this.#worker.on('message', (response: ThreadResponse) => {
      const pending = this.#pending.get(response.id);
      if (pending === undefined) return;
      this.#pending.delete(response.id);
      if (response.ok) pending.resolve(response.result as never);
      else pending.reject(toError(response.error));
    });
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error(`The thread ${name} has ended.`)));
  }

  #fail(error: Error): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

function toError(failure: ThreadFailure): Error {
  if ('code' in failure) return SignalboxError.fromJSON(failure);
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
