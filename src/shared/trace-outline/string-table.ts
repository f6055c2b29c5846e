/** Texts in one piece of UTF-8, each decoded when it is asked for, and then kept. */
export class StringTable {
  readonly #ends: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #decoded: (string | undefined)[];
  readonly #decoder = new TextDecoder();

  /** `ends`: for each text the offset after its last byte. */
  constructor(ends: Uint32Array, bytes: Uint8Array) {
    this.#ends = ends;
    this.#bytes = bytes;
    this.#decoded = new Array<string | undefined>(ends.length);
  }

  get size(): number {
    return this.#ends.length;
  }

  /** Null for an index that has no text, as -1. */
  at(index: number): string | null {
    const known = this.#decoded[index];
    if (known !== undefined) return known;
    const end = this.#ends[index];
    if (end === undefined) return null;
    const text = this.#decoder.decode(this.#bytes.subarray(this.#ends[index - 1] ?? 0, end));
    this.#decoded[index] = text;
    return text;
  }
}
