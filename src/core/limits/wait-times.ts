const KEPT = 512;

/** The last few hundred waits, for percentiles. */
export class WaitTimes {
  readonly #waits = new Float64Array(KEPT);
  #count = 0;

  add(ms: number): void {
    this.#waits[this.#count % KEPT] = ms;
    this.#count += 1;
  }

  /** Nearest rank; null before the first wait. */
  percentile(share: number): number | null {
    const size = Math.min(this.#count, KEPT);
    if (size === 0) return null;
    const sorted = this.#waits.slice(0, size).sort();
    return sorted[Math.max(0, Math.ceil(share * size) - 1)] ?? null;
  }
}
