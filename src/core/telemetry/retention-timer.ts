/** How often to look for traces beyond the limits, and how long ingest has the thread for itself between two slices. */
const CHECK_MS = 60_000;
const PAUSE_MS = 20;
/** After a slice that failed, for example on a full disk or while the file is locked. */
const RETRY_MS = 10_000;

/** Runs retention in the writer thread, a slice at a time between commits. */
export class RetentionTimer {
  readonly #retention: { slice(nowNanos: bigint): boolean };
  #timer: NodeJS.Timeout;
  #failure: string | null = null;

  constructor(retention: { slice(nowNanos: bigint): boolean }) {
    this.#retention = retention;
    this.#timer = setTimeout(() => this.#run(), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Why it could not delete, told once. */
  takeFailure(): string | null {
    const failure = this.#failure;
    this.#failure = null;
    return failure;
  }

  #run(): void {
    let pause = RETRY_MS;
    try {
      const hasMore = this.#retention.slice(BigInt(Date.now()) * 1_000_000n);
      pause = hasMore ? PAUSE_MS : CHECK_MS;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }
}
