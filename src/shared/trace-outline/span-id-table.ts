/** Rows by span id, in one typed array: open addressing, at most half full. */
export class SpanIdTable {
  readonly #ids: Uint32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** `ids`: two entries a row, the upper and the lower half of its id. */
  constructor(ids: Uint32Array) {
    const count = ids.length / 2;
    let size = 16;
    while (size < count * 2) size *= 2;
    this.#ids = ids;
    this.#mask = size - 1;
    // 0 means empty, else the row plus one.
    this.#slots = new Int32Array(size);
    for (let row = 0; row < count; row++) {
      const slot = this.#slotOf(ids[2 * row] ?? 0, ids[2 * row + 1] ?? 0);
      this.#slots[slot] ||= row + 1;
    }
  }

  /** The row of a span, or -1. */
  find(high: number, low: number): number {
    return (this.#slots[this.#slotOf(high, low)] ?? 0) - 1;
  }

  /** Where the id is, or the empty slot where it would be. */
  #slotOf(high: number, low: number): number {
    const ids = this.#ids;
    let slot = (Math.imul(high, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    for (;;) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row === -1 || (ids[2 * row] === high && ids[2 * row + 1] === low)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }
}
