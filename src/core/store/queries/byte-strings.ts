/** Distinct texts as bytes: each gets a number, the same whenever it comes again, and is stored once. */
export class ByteStrings {
  #bytes = new Uint8Array(4096);
  #ends: number[] = [];
  /** Open addressing, at most half full: 0 means empty, else the text's number plus one. */
  #slots = new Int32Array(1024);

  /** The number of the text at this place of `source`. */
  add(source: Uint8Array, from: number, to: number): number {
    let slot = hashOf(source, from, to) & (this.#slots.length - 1);
    for (;;) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number === -1) return this.#append(source.subarray(from, to), slot);
      if (this.#equals(number, source, from, to)) return number;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
  }

  addText(text: string): number {
    const bytes = new TextEncoder().encode(text);
    return this.add(bytes, 0, bytes.length);
  }

  /** All texts one after the other, and for each the offset after its last byte. */
  table(): { bytes: Uint8Array; ends: Uint32Array } {
    return { bytes: this.#bytes.subarray(0, this.#ends.at(-1) ?? 0), ends: Uint32Array.from(this.#ends) };
  }

  #equals(number: number, source: Uint8Array, from: number, to: number): boolean {
    const start = this.#ends[number - 1] ?? 0;
    if ((this.#ends[number] ?? 0) - start !== to - from) return false;
    for (let index = from; index < to; index++) {
      if (this.#bytes[start + index - from] !== source[index]) return false;
    }
    return true;
  }

  #append(text: Uint8Array, slot: number): number {
    const start = this.#ends.at(-1) ?? 0;
    if (start + text.length > this.#bytes.length) {
      const grown = new Uint8Array((start + text.length) * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(text, start);
    const number = this.#ends.push(start + text.length) - 1;
    this.#slots[slot] = number + 1;
    if (this.#ends.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    this.#ends.forEach((end, number) => {
      let slot = hashOf(this.#bytes, this.#ends[number - 1] ?? 0, end) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
    });
    this.#slots = slots;
  }
}

/** FNV-1a, its bits mixed once more because few of them choose the slot. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
