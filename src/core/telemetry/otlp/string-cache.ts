const SLOTS = 2048;
const WORDS = 12;
const MAX_LENGTH = WORDS * 4;
const NON_ASCII = 0x8080_8080 | 0;

/**
 * Strings that recur in telemetry (attribute keys, names, models), found by their bytes instead of being made again.
 * A fixed table, one string a slot, a newcomer replaces: it cannot grow, whatever is sent.
 * Only ASCII is held, so that a character is a byte. Bytes are hashed and compared four at a time: this runs for
 * every key of every attribute, and is half the cost of decoding when done one at a time.
 */
export class StringCache {
  readonly #texts: string[] = new Array<string>(SLOTS).fill('');
  /** The bytes of each held text, padded with zeros. */
  readonly #words = new Int32Array(SLOTS * WORDS);
  /** The bytes asked for. */
  readonly #asked = new Int32Array(WORDS);

  /** The text of `bytes[start, end)`, of which `view` is a view; null when it is not short ASCII. */
  get(bytes: Buffer, view: DataView, start: number, end: number): string | null {
    const length = end - start;
    if (length > MAX_LENGTH) return null;
    const count = (length + 3) >> 2;
    const slot = this.#ask(bytes, view, start, length);
    if (slot < 0) return null;
    const held = this.#texts[slot] ?? '';
    if (held.length === length && this.#holds(slot, count)) return held;
    const text = bytes.toString('latin1', start, end);
    this.#texts[slot] = text;
    this.#words.set(this.#asked.subarray(0, count), slot * WORDS);
    return text;
  }

  /** Gathers the bytes into words and returns their slot, or -1 when one is not ASCII. */
  #ask(bytes: Buffer, view: DataView, start: number, length: number): number {
    const whole = length & ~3;
    let hash = length;
    let all = 0;
    for (let i = 0; i < whole; i += 4) {
      const word = view.getInt32(start + i, true);
      this.#asked[i >> 2] = word;
      all |= word;
      hash = Math.imul(hash ^ word, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    if (whole < length) {
      let word = 0;
      for (let i = length - 1; i >= whole; i -= 1) word = (word << 8) | (bytes[start + i] ?? 0);
      this.#asked[whole >> 2] = word;
      all |= word;
      hash = Math.imul(hash ^ word, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    return (all & NON_ASCII) === 0 ? hash & (SLOTS - 1) : -1;
  }

  #holds(slot: number, count: number): boolean {
    const base = slot * WORDS;
    for (let i = 0; i < count; i += 1) {
      if (this.#words[base + i] !== this.#asked[i]) return false;
    }
    return true;
  }
}
