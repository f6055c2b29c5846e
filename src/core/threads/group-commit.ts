export interface GroupCommitParts<Job, Result> {
  /** Stores all jobs or throws and stores none; answers with one result for each, in their order. */
  readonly commit: (jobs: readonly Job[]) => readonly Result[];
  /** Rows of a job. */
  readonly sizeOf: (job: Job) => number;
  /** A group is not made larger by waiting jobs than so many rows, */
  readonly maxSize: number;
  /** nor do its jobs wait longer than this for one another. */
  readonly maxWaitMs: number;
  /** What a job is told of an error of `commit`. */
  readonly failureOf: (error: unknown) => Error;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Commits the jobs that wait together as one, and answers each only after that. While a commit runs, the next jobs gather
 * in the thread's port, so that groups grow with the load and a lone job does not wait.
 */
export class GroupCommit<Job, Result> {
  readonly #parts: GroupCommitParts<Job, Result>;
  #waiting: Waiting<Job, Result>[] = [];
  #size = 0;
  #oldestMs = 0;
  #scheduled: NodeJS.Immediate | null = null;

  constructor(parts: GroupCommitParts<Job, Result>) {
    this.#parts = parts;
  }

  /** Resolves after the commit that holds the job; rejects with `failureOf` what that threw. */
  submit(job: Job): Promise<Result> {
    const { sizeOf, maxSize, maxWaitMs } = this.#parts;
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#oldestMs = performance.now();
      this.#waiting.push({ job, resolve, reject });
      this.#size += sizeOf(job);
      if (this.#size >= maxSize || performance.now() - this.#oldestMs >= maxWaitMs) this.flush();
      else this.#scheduled ??= setImmediate(() => this.flush());
    });
  }

  /** Commits what waits. */
  flush(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    const group = this.#waiting;
    this.#waiting = [];
    this.#size = 0;
    if (group.length > 0) this.#commit(group);
  }

  /** When a group fails, each of its jobs is tried alone, so that one job's trouble is not the others'. */
  #commit(group: readonly Waiting<Job, Result>[]): void {
    try {
      const results = this.#parts.commit(group.map(({ job }) => job));
      results.forEach((result, index) => group[index]?.resolve(result));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(this.#parts.failureOf(error));
      else for (const each of group) this.#commit([each]);
    }
  }
}
