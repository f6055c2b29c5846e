import { writeFailure } from '../store/write-failure.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';

/** A group is not made larger by waiting batches than so many samples. */
const MAX_SAMPLES = 50_000;

interface Job {
  readonly batch: SampleBatch;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

type Append = (batches: readonly SampleBatch[]) => AppendResult[];

/**
 * Commits the batches that wait together as one, and answers each after that. While a commit runs, the next batches
 * gather in the thread's port, so that groups grow with the load and a lone batch does not wait.
 */
export class SampleCommit {
  readonly #append: Append;
  #waiting: Job[] = [];
  #samples = 0;
  #scheduled: NodeJS.Immediate | null = null;

  constructor(append: Append) {
    this.#append = append;
  }

  /** @throws SignalboxError STORE_WRITE_FAILED */
  submit(batch: SampleBatch): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#samples += batch.values.length;
      if (this.#samples >= MAX_SAMPLES) this.flush();
      else this.#scheduled ??= setImmediate(() => this.flush());
    });
  }

  /** Commits what waits. */
  flush(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    const jobs = this.#waiting;
    this.#waiting = [];
    this.#samples = 0;
    if (jobs.length > 0) this.#commit(jobs);
  }

  /** When a group fails, each of its batches is tried alone, so that one's trouble is not the others'. */
  #commit(jobs: readonly Job[]): void {
    try {
      const results = this.#append(jobs.map(({ batch }) => batch));
      jobs.forEach((job, index) =>
        job.resolve(results[index] ?? { accepted: 0, rejected: 0, message: null }),
      );
    } catch (error) {
      if (jobs.length === 1) jobs[0]?.reject(writeFailure(error));
      else for (const job of jobs) this.#commit([job]);
    }
  }
}
