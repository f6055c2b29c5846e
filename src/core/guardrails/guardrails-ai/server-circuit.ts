/** Failures in a row that open the circuit. */
export const FAILURES_TO_OPEN = 3;
/** How long an opened circuit waits for its probe; the last one repeats. */
export const PROBE_AFTER_MS = [2_000, 5_000, 15_000, 30_000] as const;
const LONGEST_PROBE_MS = 30_000;

/**
 * Spares calls the wait for a server that does not answer: after some failures in a row it is not asked for a while, then
 * by one call alone, whose success closes the circuit.
 */
export class ServerCircuit {
  readonly #now: () => number;
  #failures = 0;
  #openings = 0;
  #openUntil = 0;
  #probing = false;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Milliseconds until the server may be asked again; 0: it may, and the call that was let in must say what came of it. */
  enter(): number {
    if (this.#openings === 0) return 0;
    const wait = this.#openUntil - this.#now();
    if (wait > 0) return wait;
    if (this.#probing) return 1;
    this.#probing = true;
    return 0;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#probing = false;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#openings > 0 && !this.#probing) return;
    if (this.#failures < FAILURES_TO_OPEN) return;
    this.#openUntil = this.#now() + (PROBE_AFTER_MS[this.#openings] ?? LONGEST_PROBE_MS);
    this.#openings += 1;
    this.#probing = false;
  }

  /** The call was broken off by its caller, which says nothing about the server: the next one may be the probe. */
  abandoned(): void {
    this.#probing = false;
  }
}
