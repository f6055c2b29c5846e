const SLOTS = 2048;
const MAX_LENGTH = 64;

/**
 * Strings that recur in telemetry (attribute keys, names, models), found by their bytes instead of being made again.
 * A fixed table, one string a slot, a newcomer replaces: it cannot grow, whatever is sent.
 * Only ASCII is held, so that a character is a byte.
 */
export class StringCache {
  readonly #slots: string[] = new Array<string>(SLOTS).fill('');

  /** The text of `bytes[start, end)`, or null when it is not short ASCII. */
  get(bytes: Buffer, start: number, end: number): string | null {
    const length = end - start;
    if (length > MAX_LENGTH) return null;
    let hash = length;
    for (let i = start; i < end; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte > 0x7f) return null;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const held = this.#slots[slot] ?? '';
    if (sameText(held, bytes, start, length)) return held;
    const text = bytes.toString('latin1', start, end);
    this.#slots[slot] = text;
    return text;
  }
}

function sameText(text: string, bytes: Buffer, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i += 1) {
    if (text.charCodeAt(i) !== bytes[start + i]) return false;
  }
  return true;
}
