/** Bodies by the hash of their text, the most recently used ones. */
export class RecentBodies {
  readonly #capacity: number;
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  /** Holds at least `capacity` of those last used, and at most twice as many. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(hash: string): number | undefined {
    const young = this.#young.get(hash);
    if (young !== undefined) return young;
    const old = this.#old.get(hash);
    if (old !== undefined) this.set(hash, old);
    return old;
  }

  set(hash: string, bodyNo: number): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(hash, bodyNo);
  }

  delete(hash: string): void {
    this.#young.delete(hash);
    this.#old.delete(hash);
  }
}
