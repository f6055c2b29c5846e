const CRASHES_TO_GIVE_UP = 3;
const WITHIN_MS = 5 * 60_000;
const FIRST_DELAY_MS = 250;
const DELAY_FACTOR = 4;

export type RestartDecision = { restart: true; delayMs: number; attempt: number } | { restart: false };

/** Decides after each crash whether the engine is started again: with growing delays, up to the third in 5 minutes. */
export class RestartPolicy {
  #crashes: number[] = [];

  /** @param now in milliseconds, from any clock that does not go back */
  afterCrash(now: number): RestartDecision {
    this.#crashes = [...this.#crashes.filter((crash) => now - crash < WITHIN_MS), now];
    const attempt = this.#crashes.length;
    if (attempt >= CRASHES_TO_GIVE_UP) return { restart: false };
    return { restart: true, attempt, delayMs: FIRST_DELAY_MS * DELAY_FACTOR ** (attempt - 1) };
  }

  /** The user has asked for a new start: what was before does not count. */
  forget(): void {
    this.#crashes = [];
  }
}
