import { ThreadClient } from './client.ts';
import type { Operations } from './protocol.ts';

/** After it could not be started, or ended by itself. */
const RESTART_AFTER_MS = 30_000;

export interface RestartingThreadOptions {
  readonly entry: URL;
  readonly name: string;
  /** Asked at each start. */
  readonly workerData: () => unknown;
  readonly onFailure: (cause: unknown) => void;
}

/** A thread that is started when it is first needed, and again some time after it failed. */
export class RestartingThread<O extends Operations & { close: () => unknown }> {
  readonly #options: RestartingThreadOptions;
  #thread: Promise<ThreadClient<O>> | null = null;
  #restartAt = 0;
  #waiting = 0;

  constructor(options: RestartingThreadOptions) {
    this.#options = options;
  }

  /** Calls that wait for an answer. */
  get waiting(): number {
    return this.#waiting;
  }

  get isStarted(): boolean {
    return this.#thread !== null;
  }

  /** Runs a call in the thread. @throws Error when it cannot be started, or ends */
  async use<T>(run: (thread: ThreadClient<O>) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    try {
      return await run(await this.#started());
    } finally {
      this.#waiting -= 1;
    }
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#restartAt = Infinity;
    if (thread === null) return;
    const [started] = await Promise.allSettled([thread]);
    if (started.status === 'fulfilled') await started.value.close();
  }

  #started(): Promise<ThreadClient<O>> {
    if (this.#thread !== null) return this.#thread;
    const { entry, name, workerData } = this.#options;
    if (performance.now() < this.#restartAt) return Promise.reject(new Error(`the thread ${name} has ended`));
    const started = ThreadClient.start<O>({
      entry,
      name,
      workerData: workerData(),
      onCrash: (error) => this.#failed(error),
    });
    this.#thread = started;
    started.catch((error: unknown) => this.#failed(error));
    return started;
  }

  #failed(error: unknown): void {
    this.#thread = null;
    this.#restartAt = Math.max(this.#restartAt, performance.now() + RESTART_AFTER_MS);
    this.#options.onFailure(error);
  }
}
