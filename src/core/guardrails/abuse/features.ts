import type { Tokens } from './tokens.ts';

/** Buckets of the hashed features; a power of two. */
export const BUCKETS = 1 << 18;
/** Words are told apart by so many letters where they stand together: `ignore` and `ignoring` are alike. */
const STEM = 5;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;

/** The hashed features of each token: those of token i are `ids[offsets[i]..offsets[i + 1]]`. */
export interface TokenFeatures {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

/**
 * Of each word: itself, its stem, the stem with each of the three before it, with both before it; of words without a
 * vector (`isKnown`) also the character 3- to 5-grams. Of signs: themselves and with the stem before.
 */
export function tokenFeatures({ words, isWord }: Tokens, isKnown: (word: string) => boolean): TokenFeatures {
  const ids = new Int32Array(words.reduce((sum, word) => sum + 6 + LONGEST_GRAM * (word.length + 2), 0));
  const offsets = new Int32Array(words.length + 1);
  let count = 0;
  let [before1, before2, before3] = [1, 2, 3];
  for (const [index, word] of words.entries()) {
    const stem = hash(word, 0, Math.min(STEM, word.length), 13);
    ids[count++] = bucket(hash(word, 0, word.length, 11));
    ids[count++] = bucket(pair(before1, stem, 17));
    if (isWord[index] === true) {
      ids[count++] = bucket(stem);
      ids[count++] = bucket(pair(before2, stem, 19));
      ids[count++] = bucket(pair(before3, stem, 19));
      ids[count++] = bucket(pair(pair(before2, before1, 23), stem, 29));
      if (!isKnown(word)) count = addGrams(word, ids, count);
      [before3, before2, before1] = [before2, before1, stem];
    }
    offsets[index + 1] = count;
  }
  return { ids: ids.subarray(0, count), offsets };
}

function addGrams(word: string, ids: Int32Array, from: number): number {
  const padded = `_${word}_`;
  let count = from;
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1)
      ids[count++] = bucket(hash(padded, at, at + size, 30 + size));
  }
  return count;
}

/** FNV-1a over code units. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = Math.imul(seed, 0x85ebca6b);
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

function pair(left: number, right: number, seed: number): number {
  return Math.imul(Math.imul(left ^ (left >>> 15), 0x2c1b3c6d) + right, 0x297a2d39) + seed;
}

/** Mixes all bits of a hash (the finaliser of MurmurHash3) and cuts it to a bucket. */
function bucket(hashed: number): number {
  let value = hashed ^ (hashed >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) & (BUCKETS - 1);
}
