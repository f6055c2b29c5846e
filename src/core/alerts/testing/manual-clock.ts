import type { AlertClock } from '../alert-clock.ts';

/** A clock that stands until a test moves it. */
export class ManualClock implements AlertClock {
  #now: number;
  #next = 0;
  readonly #timers = new Map<number, { readonly atMs: number; readonly call: () => void }>();

  constructor(now = Date.parse('2026-11-22T00:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  seconds(): number {
    return this.#now / 1_000;
  }

  after(milliseconds: number, call: () => void): () => void {
    const id = (this.#next += 1);
    this.#timers.set(id, { atMs: this.#now + Math.max(0, milliseconds), call });
    return () => this.#timers.delete(id);
  }

  /** Moves on, calling what is due in its order. `settle` lets what was called come to an end before time goes on. */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { atMs }]) => atMs <= until)
        .sort(([, a], [, b]) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      const [id, { atMs, call }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, atMs);
      call();
      await settle();
    }
    this.#now = until;
  }
}
