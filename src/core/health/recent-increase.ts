export const RECENT_MS = 5 * 60_000;

/** How much a counter has grown in the last five minutes, from looks at it. */
export class RecentIncrease {
  readonly #looks: { readonly atMs: number; readonly value: number }[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** What counts from 0 counts from the first look on. */
  look(value: number): number {
    const atMs = this.#now();
    this.#looks.push({ atMs, value });
    // One look from before the window stays: the increase since then is what is known.
    while ((this.#looks[1]?.atMs ?? Infinity) <= atMs - RECENT_MS) this.#looks.shift();
    return Math.max(0, value - (this.#looks[0]?.value ?? value));
  }
}
