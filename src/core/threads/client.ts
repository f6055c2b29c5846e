import { Worker } from 'node:worker_threads';
import { SignalboxError } from '../../shared/errors.ts';
import type {
  InputOf,
  Operations,
  ResultOf,
  ThreadFailure,
  ThreadReady,
  ThreadRequest,
  ThreadResponse,
} from './protocol.ts';

interface Pending {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
  onSettled: (() => void) | undefined;
}

export interface CallOptions {
  /** Buffers that are handed over. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
}

export interface ThreadOptions {
  entry: URL;
  name: string;
  workerData: unknown;
  /** Called once when the thread, after it was ready, ends without `close`. Without it the process ends with the error. */
  onCrash?: ((error: Error) => void) | undefined;
  /** Beyond it the thread crashes; Node's own limit unless said otherwise. */
  maxHeapMegabytes?: number | undefined;
}

/** The main thread's side of a thread made with `serveThread`. */
export class ThreadClient<O extends Operations> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #isClosing = false;
  #closed: Error | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when the thread says that it can be used; rejects with its reason when it cannot. */
  static async start<O extends Operations>(options: ThreadOptions): Promise<ThreadClient<O>> {
    const { entry, name, workerData, maxHeapMegabytes } = options;
    const worker = new Worker(entry, {
      workerData,
      name,
      resourceLimits: maxHeapMegabytes === undefined ? {} : { maxOldGenerationSizeMb: maxHeapMegabytes },
    });
    await new Promise<void>((resolve, reject) => {
      const onExit = () => reject(new Error(`The thread ${name} ended before it was ready.`));
      worker.once('error', reject);
      worker.once('exit', onExit);
      worker.once('message', (first: ThreadReady) => {
        worker.off('error', reject);
        worker.off('exit', onExit);
        if (first.ready) resolve();
        else reject(toError(first.error));
      });
    });
    const client = new ThreadClient<O>(worker);
    client.#listen(options);
    return client;
  }

  /** How many calls wait for an answer. */
  get pending(): number {
    return this.#pending.size;
  }

  /** @throws SignalboxError QUERY_CANCELLED as soon as the signal aborts; the thread then stops when it next looks. */
  call<K extends keyof O & string>(
    operation: K,
    input: InputOf<O, K>,
    { transfer = [], signal }: CallOptions = {},
  ): Promise<ResultOf<O, K>> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    if (signal?.aborted === true) return Promise.reject(new SignalboxError('QUERY_CANCELLED'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const request: ThreadRequest = { id, operation, input };
      const onSettled = signal === undefined ? undefined : cancelOn(signal, request, reject);
      this.#pending.set(id, { resolve, reject, onSettled });
      this.#worker.postMessage(request, [...transfer]);
    });
  }

  /** Lets the thread finish what it has, run its `close` operation, and end. */
  async close(this: ThreadClient<O & { close: () => unknown }>): Promise<void> {
    if (this.#closed !== null) return;
    this.#isClosing = true;
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    await this.call('close', undefined);
    await exited;
  }

  #listen({ name, onCrash = endProcess }: ThreadOptions): void {
    this.#worker.on('message', (response: ThreadResponse) => {
      const pending = this.#pending.get(response.id);
      if (pending === undefined) return;
      this.#pending.delete(response.id);
      pending.onSettled?.();
      if (response.ok) pending.resolve(response.result as never);
      else pending.reject(toError(response.error));
    });
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => {
      this.#fail(new Error(`The thread ${name} has ended.`));
      if (!this.#isClosing && this.#closed !== null) onCrash(this.#closed);
    });
  }

  #fail(error: Error): void {
    this.#closed ??= error;
    for (const pending of this.#pending.values()) {
      pending.onSettled?.();
      pending.reject(error);
    }
    this.#pending.clear();
  }
}

/** Tells the thread when the signal aborts; returns how to stop that. The call counts as pending until the thread answers. */
function cancelOn(signal: AbortSignal, request: ThreadRequest, reject: (error: Error) => void): () => void {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  request.cancelled = cancelled;
  const onAbort = () => {
    Atomics.store(cancelled, 0, 1);
    reject(new SignalboxError('QUERY_CANCELLED'));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return () => signal.removeEventListener('abort', onAbort);
}

function endProcess(error: Error): never {
  throw error;
}

function toError(failure: ThreadFailure): Error {
  if ('code' in failure) return SignalboxError.fromJSON(failure);
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
