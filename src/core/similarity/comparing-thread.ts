import type { PromptEntry } from '../../shared/similarity.ts';
import { entryUrl, ThreadClient } from '../threads/index.ts';
import type { SimilarityOperations, SimilarityThreadSettings } from './similarity-thread.ts';

/** After it could not be started, or ended by itself. */
const RESTART_AFTER_MS = 30_000;

export interface ComparingThreadOptions {
  readonly path: string | null;
  readonly entries: () => readonly PromptEntry[];
  readonly onFailure: (cause: unknown) => void;
}

/** The thread that compares: started when it is first needed, and again some time after it failed. */
export class ComparingThread {
  readonly #options: ComparingThreadOptions;
  #thread: Promise<ThreadClient<SimilarityOperations>> | null = null;
  #restartAt = 0;
  #waiting = 0;

  constructor(options: ComparingThreadOptions) {
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
  async use<T>(run: (thread: ThreadClient<SimilarityOperations>) => Promise<T>): Promise<T> {
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

  #started(): Promise<ThreadClient<SimilarityOperations>> {
    if (this.#thread !== null) return this.#thread;
    if (performance.now() < this.#restartAt)
      return Promise.reject(new Error('the thread that compares has ended'));
    const { path, entries } = this.#options;
    const started = ThreadClient.start<SimilarityOperations>({
      entry: entryUrl(import.meta.url, './similarity-thread.ts'),
      name: 'similarity',
      workerData: { path, entries: entries() } satisfies SimilarityThreadSettings,
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
