/** What may be spent on drawing in one frame: the rest of it is for who uses the page. */
const FRAME_BUDGET_MS = 8;

/** Draws in turns: of many charts that are refreshed at once, each frame draws as many as its time allows, at least one. */
export class DrawQueue {
  readonly #tasks = new Set<() => void>();
  readonly #nextFrame: (run: () => void) => void;
  readonly #now: () => number;
  #isAsked = false;

  constructor(nextFrame: (run: () => void) => void, now: () => number) {
    this.#nextFrame = nextFrame;
    this.#now = now;
  }

  /** Draws when it is its turn. Returns what takes it back. */
  add(draw: () => void): () => void {
    this.#tasks.add(draw);
    this.#ask();
    return () => {
      this.#tasks.delete(draw);
    };
  }

  #ask(): void {
    if (this.#isAsked || this.#tasks.size === 0) return;
    this.#isAsked = true;
    this.#nextFrame(() => {
      this.#isAsked = false;
      this.#drawSome();
      this.#ask();
    });
  }

  #drawSome(): void {
    const until = this.#now() + FRAME_BUDGET_MS;
    for (const draw of this.#tasks) {
      this.#tasks.delete(draw);
      try {
        draw();
      } finally {
        // One that fails does not keep the others from their turn.
        if (this.#tasks.size > 0) this.#ask();
      }
      if (this.#now() >= until) return;
    }
  }
}
