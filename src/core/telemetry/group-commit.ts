import { writeFailure } from '../store/index.ts';
import type { LogRecord } from '../store/logs/log-record.ts';
import type { StoredSpan } from '../store/span-record.ts';

/** A transaction is not made larger by waiting jobs than this many spans and logs, nor do they wait longer than this. */
const MAX_ROWS = 4000;
const MAX_WAIT_MS = 5;

type Write = (spans: Iterable<StoredSpan>, logs: Iterable<LogRecord>) => number;

interface Job {
  spans: readonly StoredSpan[];
  logs: readonly LogRecord[];
  resolve: (sequence: number) => void;
  reject: (error: Error) => void;
}

/**
 * Writes the jobs that wait together in one transaction, and answers each only after its commit. While a commit runs,
 * the next jobs gather in the thread's port, so that groups grow with the load and a lone job does not wait.
 */
export class GroupCommit {
  readonly #write: Write;
  #waiting: Job[] = [];
  #waitingRows = 0;
  #oldest = 0;
  #scheduled: NodeJS.Immediate | null = null;

  /** `write` stores all spans and logs or throws; it returns the sequence of the last change. */
  constructor(write: Write) {
    this.#write = write;
  }

  /** Resolves with the sequence of the commit that holds them. @throws SignalboxError STORE_WRITE_FAILED */
  submit(spans: readonly StoredSpan[], logs: readonly LogRecord[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#oldest = performance.now();
      this.#waiting.push({ spans, logs, resolve, reject });
      this.#waitingRows += spans.length + logs.length;
      const isDue = this.#waitingRows >= MAX_ROWS || performance.now() - this.#oldest >= MAX_WAIT_MS;
      if (isDue) this.flush();
      else this.#scheduled ??= setImmediate(() => this.flush());
    });
  }

  /** Commits what waits. */
  flush(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    const jobs = this.#waiting;
    this.#waiting = [];
    this.#waitingRows = 0;
    if (jobs.length > 0) this.#commit(jobs);
  }

  /** When a group fails, each of its jobs is tried alone, so that one job's trouble is not the others'. */
  #commit(jobs: readonly Job[]): void {
    try {
      const sequence = this.#write(spansOf(jobs), logsOf(jobs));
      for (const job of jobs) job.resolve(sequence);
    } catch (error) {
      if (jobs.length === 1) jobs[0]?.reject(writeFailure(error));
      else for (const job of jobs) this.#commit([job]);
    }
  }
}

function* spansOf(jobs: readonly Job[]): Generator<StoredSpan> {
  for (const job of jobs) yield* job.spans;
}

function* logsOf(jobs: readonly Job[]): Generator<LogRecord> {
  for (const job of jobs) yield* job.logs;
}
