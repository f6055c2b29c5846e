import type { Log } from '../log.ts';
import { entryUrl, ThreadClient } from '../threads/index.ts';
import type { IndexerOperations, IndexerSettings } from './indexer-thread.ts';

/** Starts the thread; `onCrash` is told when it ends by itself. */
export type StartThread = (onCrash: (error: Error) => void) => Promise<{ close(): Promise<void> }>;

const FIRST_RESTART_MS = 1000;
const LAST_RESTART_MS = 60_000;
/** A thread that ran so long had started well: the next restart comes soon again. */
const RAN_WELL_MS = 60_000;

export function startIndexerThread(settings: IndexerSettings): StartThread {
  return (onCrash) =>
    ThreadClient.start<IndexerOperations>({
      entry: entryUrl(import.meta.url, './indexer-thread.ts'),
      name: 'indexer',
      workerData: settings,
      onCrash,
    });
}

/**
 * Keeps the thread of the full-text index running. Whatever happens to it, traces are taken and answered without it; so
 * its end is logged, and it is started again, after longer and longer pauses.
 */
export class Indexer {
  readonly #start: StartThread;
  readonly #log: Log;
  #thread: Promise<{ close(): Promise<void> } | null>;
  #startedAt = 0;
  #pauseMs = FIRST_RESTART_MS;
  #restart: NodeJS.Timeout | null = null;
  #isClosing = false;

  constructor(start: StartThread, log: Log) {
    this.#start = start;
    this.#log = log;
    this.#thread = this.#run();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    const thread = await this.#thread;
    try {
      await thread?.close();
    } catch (cause) {
      this.#log.warn('The full-text index did not close well.', { cause });
    }
  }

  async #run(): Promise<{ close(): Promise<void> } | null> {
    this.#startedAt = performance.now();
    try {
      return await this.#start((cause) => this.#startAgain(cause));
    } catch (cause) {
      this.#startAgain(cause);
      return null;
    }
  }

  #startAgain(cause: unknown): void {
    if (this.#isClosing) return;
    if (performance.now() - this.#startedAt > RAN_WELL_MS) this.#pauseMs = FIRST_RESTART_MS;
    this.#log.error('The full-text index is not kept up at the moment; it is tried again.', {
      inSeconds: this.#pauseMs / 1000,
      cause,
    });
    this.#restart = setTimeout(() => {
      this.#thread = this.#run();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(LAST_RESTART_MS, this.#pauseMs * 2);
  }
}
