/*
 * Samples of one series, compressed by the scheme of Gorilla (Pelkonen et al., "Gorilla: A Fast, Scalable, In-Memory Time
 * Series Database", VLDB 2015, section 4.1): delta of delta of times, XOR of values. Times are milliseconds, so the widths
 * of their deltas differ from the paper's, which counts seconds.
 *
 * A chunk is a row of 32-bit words. Six are its head; then come bits, the highest of a word first, of each sample but the
 * first; at the end stands a word of zeros, so that a reader may look beyond the last bit.
 */

/** Words of the head. */
export const COUNT = 0;
/** From the first sample to the last, in milliseconds; unsigned. */
export const SPAN = 1;
/** A double, low word first. */
export const FIRST_TIME = 2;
/** A double, low word first. */
export const FIRST_VALUE = 4;
export const HEAD_WORDS = 6;

/** Bits of the delta of a delta after its prefix 10, 110 and 1110; after 1111 stands the time itself, a double. */
export const DELTA_BITS = [7, 14, 21] as const;

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/** The double whose bits two words hold. Not for values: a NaN may lose its payload on the way through a variable. */
export function doubleAt(words: Int32Array, index: number): number {
  halves[0] = words[index] ?? 0;
  halves[1] = words[index + 1] ?? 0;
  return double[0] ?? 0;
}

export function setDoubleAt(words: Int32Array, index: number, value: number): void {
  double[0] = value;
  words[index] = halves[0] ?? 0;
  words[index + 1] = halves[1] ?? 0;
}

export function firstTimeOf(words: Int32Array): number {
  return doubleAt(words, FIRST_TIME);
}

export function lastTimeOf(words: Int32Array): number {
  return firstTimeOf(words) + ((words[SPAN] ?? 0) >>> 0);
}

export function countOf(words: Int32Array): number {
  return words[COUNT] ?? 0;
}
