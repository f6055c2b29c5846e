/** After a slice that failed, for example on a full disk or while the file is locked. */
const RETRY_MS = 10_000;

export interface UpkeepPace {
  /** How often to look for work. */
  readonly checkMs: number;
  /** How long others have the thread to themselves between two slices of it. */
  readonly pauseMs: number;
}

/** Does in a thread what is due there, a slice at a time between what the thread is asked. */
export class UpkeepTimer {
  readonly #slice: () => boolean;
  readonly #pace: UpkeepPace;
  #timer: NodeJS.Timeout;
  #failure: string | null = null;

  /** `slice` works for some milliseconds and says whether there is more. */
  constructor(slice: () => boolean, pace: UpkeepPace) {
    this.#slice = slice;
    this.#pace = pace;
    this.#timer = setTimeout(() => this.#run(), pace.pauseMs);
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
      pause = this.#slice() ? this.#pace.pauseMs : this.#pace.checkMs;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }
}
