import { entryUrl, RestartingThread } from '../../threads/index.ts';
import type { AbuseOperations } from './abuse-thread.ts';
import type { AbuseScores } from './judge-text.ts';
import { RecentScores } from './recent-scores.ts';

/** Calls that may wait to be judged; one more fails, and its guard decides by its failure mode. */
const MAX_WAITING = 256;
const REMEMBERED_TEXTS = 20_000;

/** Judges texts in a thread of its own, so that no call waits for those of others. It starts when it is first needed. */
export class AbuseDetector {
  readonly #thread: RestartingThread<AbuseOperations>;
  readonly #recent = new RecentScores(REMEMBERED_TEXTS);

  constructor(onFailure: (cause: unknown) => void) {
    this.#thread = new RestartingThread<AbuseOperations>({
      entry: entryUrl(import.meta.url, './abuse-thread.ts'),
      name: 'abuse',
      workerData: () => null,
      onFailure,
    });
  }

  /** Ends when the model is read and calls need not wait for it. Never rejects. */
  async warmUp(): Promise<void> {
    // That it cannot be started is told by `onFailure`, and again by the first call.
    await this.#judge([]).catch(() => undefined);
  }

  /** @throws Error when too many wait, or the thread has ended; SignalboxError QUERY_CANCELLED */
  score(texts: readonly string[], signal?: AbortSignal): Promise<AbuseScores[]> {
    return this.#recent.of(texts, (unknown) => this.#judge(unknown, signal));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #judge(texts: readonly string[], signal?: AbortSignal): Promise<AbuseScores[]> {
    if (this.#thread.waiting >= MAX_WAITING) throw new Error('too many texts wait to be judged');
    return this.#thread.use((thread) => thread.call('score', texts, { signal }));
  }
}
