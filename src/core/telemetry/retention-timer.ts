/** How often to look for traces beyond the limits, and how long ingest has the thread for itself between two slices. */
const CHECK_MS = 60_000;
const PAUSE_MS = 20;
/** After a slice that failed, for example on a full disk. */
const RETRY_MS = 10_000;

/** Runs retention in the writer thread, a slice at a time between commits. */
export class RetentionTimer {
  readonly #retention: { slice(nowNanos: bigint): boolean };
  #timer: NodeJS.Timeout;

  constructor(retention: { slice(nowNanos: bigint): boolean }) {
    this.#retention = retention;
    this.#timer = setTimeout(() => this.#run(), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    let pause = RETRY_MS;
    try {
      const hasMore = this.#retention.slice(BigInt(Date.now()) * 1_000_000n);
      pause = hasMore ? PAUSE_MS : CHECK_MS;
    } catch (error) {
      // The thread's standard error is the engine's log of last resort; the writer itself goes on.
      console.error('Retention could not delete; it tries again in 10 seconds.', error);
    } finally {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }
}
