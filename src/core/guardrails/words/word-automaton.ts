/**
 * Finds all of many words in one pass over units (Aho and Corasick, "Efficient string matching", 1975): as many steps as
 * there are units, however many words there are.
 */
export class WordAutomaton {
  /** From the root, where most of a text is, by unit; of the other states only what leads on. */
  readonly #fromRoot = new Int32Array(65_536);
  readonly #next: Map<number, number>[] = [new Map<number, number>()];
  readonly #fail: number[] = [0];
  /** The words that end in a state, and the next state on its way of failures where any does. */
  readonly #ending: number[][] = [[]];
  readonly #alsoEnding: number[] = [0];

  constructor(words: readonly (readonly number[])[]) {
    for (const [id, units] of words.entries()) this.#add(units, id);
    this.#link();
  }

  #add(units: readonly number[], id: number): void {
    let state = 0;
    for (const unit of units) {
      let next = this.#next[state]?.get(unit);
      if (next === undefined) {
        next = this.#next.length;
        this.#next[state]?.set(unit, next);
        this.#next.push(new Map());
        this.#fail.push(0);
        this.#ending.push([]);
        this.#alsoEnding.push(0);
      }
      state = next;
    }
    this.#ending[state]?.push(id);
  }

  #link(): void {
    const queue: number[] = [];
    for (const [unit, state] of this.#next[0] ?? []) {
      this.#fromRoot[unit] = state;
      queue.push(state);
    }
    // It grows while it is gone through.
    for (const state of queue) {
      for (const [unit, child] of this.#next[state] ?? []) {
        const fail = this.#step(this.#fail[state] ?? 0, unit);
        this.#fail[child] = fail;
        this.#alsoEnding[child] =
          (this.#ending[fail]?.length ?? 0) > 0 ? fail : (this.#alsoEnding[fail] ?? 0);
        queue.push(child);
      }
    }
  }

  #step(from: number, unit: number): number {
    for (let state = from; state !== 0; state = this.#fail[state] ?? 0) {
      const next = this.#next[state]?.get(unit);
      if (next !== undefined) return next;
    }
    return this.#fromRoot[unit] ?? 0;
  }

  /** Calls back for each word with the index of its last unit. */
  find(units: Uint16Array, length: number, onWord: (id: number, last: number) => void): void {
    let state = 0;
    for (let index = 0; index < length; index++) {
      const unit = units[index] ?? 0;
      state = state === 0 ? (this.#fromRoot[unit] ?? 0) : this.#step(state, unit);
      if (state === 0) continue;
      for (let at = state; at !== 0; at = this.#alsoEnding[at] ?? 0) {
        for (const id of this.#ending[at] ?? []) onWord(id, index);
      }
    }
  }
}
