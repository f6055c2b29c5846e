import { DIMENSIONS, STEP, type WordVectors } from './word-vectors.ts';

/** Where a meaning says that the passage is part of a text, and how near it is to the whole of it. */
const PART = 2 * DIMENSIONS;
const NEARNESS = PART + 1;
/** The numbers of a passage's meaning. */
export const INPUTS = NEARNESS + 1;

/** Of each sentence the sum of its words' vectors, their largest components, in steps, and how many words have a vector. */
export interface SentenceMeanings {
  readonly sums: Int32Array;
  readonly largest: Int8Array;
  readonly words: Int32Array;
}

/** `rows` has a row of the vectors for each token, -1 for none; `sentences` are boundaries between tokens. */
export function sentenceMeanings(
  { bytes }: WordVectors,
  rows: Int32Array,
  sentences: readonly number[],
): SentenceMeanings {
  const dimensions = DIMENSIONS;
  const count = sentences.length - 1;
  const sums = new Int32Array(count * DIMENSIONS);
  const largest = new Int8Array(count * DIMENSIONS);
  const words = new Int32Array(count);
  for (let sentence = 0; sentence < count; sentence += 1) {
    const base = sentence * dimensions;
    const to = sentences[sentence + 1] ?? 0;
    for (let token = sentences[sentence] ?? 0; token < to; token += 1) {
      const row = rows[token] ?? -1;
      if (row < 0) continue;
      words[sentence] = (words[sentence] ?? 0) + 1;
      for (let at = base, byte = row * dimensions; at < base + dimensions; at += 1, byte += 1) {
        const value = bytes[byte] ?? 0;
        sums[at] = (sums[at] ?? 0) + value;
        if (value > (largest[at] ?? 0)) largest[at] = value;
      }
    }
  }
  return { sums, largest, words };
}

/**
 * What the sentences `from` to `to` mean: the sum of their words' vectors, shrunk by the root of their number, the largest
 * component of any, and two places for `setContext`, left at nought.
 */
export function meaningOf(
  { sums, largest, words }: SentenceMeanings,
  from: number,
  to: number,
): Float32Array {
  const dimensions = DIMENSIONS;
  const meaning = new Float32Array(INPUTS);
  let count = 0;
  for (let sentence = from; sentence < to; sentence += 1) {
    count += words[sentence] ?? 0;
    for (let index = 0, at = sentence * dimensions; index < dimensions; index += 1, at += 1) {
      meaning[index] = (meaning[index] ?? 0) + (sums[at] ?? 0);
      meaning[dimensions + index] = Math.max(meaning[dimensions + index] ?? 0, largest[at] ?? 0);
    }
  }
  const shrink = 1 / Math.sqrt(Math.max(1, count));
  for (let index = 0; index < DIMENSIONS; index += 1) {
    meaning[index] = (meaning[index] ?? 0) * STEP * shrink;
    meaning[DIMENSIONS + index] = ((meaning[DIMENSIONS + index] ?? 0) * STEP) / 3;
  }
  return meaning;
}

/** That a passage is part of a longer text, and how near it comes to what that is about: injections are off its topic. */
export function setContext(meaning: Float32Array, whole: Float32Array): void {
  let [product, own, all] = [0, 1e-9, 1e-9];
  for (let index = 0; index < DIMENSIONS; index += 1) {
    const [value, other] = [meaning[index] ?? 0, whole[index] ?? 0];
    product += value * other;
    own += value * value;
    all += other * other;
  }
  meaning[PART] = 1;
  meaning[NEARNESS] = product / Math.sqrt(own * all);
}
