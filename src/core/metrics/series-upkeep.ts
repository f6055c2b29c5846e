/** How often to look for work, and how long others have the thread between two slices of it. */
const CHECK_MS = 2000;
const PAUSE_MS = 5;
/** After a slice that failed, for example on a full disk. */
const RETRY_MS = 10_000;

/** Writes chunks, downsamples and deletes in the metrics thread, a slice at a time between commits and queries. */
export class SeriesUpkeep {
  readonly #store: { slice(): boolean };
  #timer: NodeJS.Timeout;
  #failure: string | null = null;

  constructor(store: { slice(): boolean }) {
    this.#store = store;
    this.#timer = setTimeout(() => this.#run(), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Why it could not do its work, told once. */
  takeFailure(): string | null {
    const failure = this.#failure;
    this.#failure = null;
    return failure;
  }

  #run(): void {
    let pause = RETRY_MS;
    try {
      pause = this.#store.slice() ? PAUSE_MS : CHECK_MS;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }
}
