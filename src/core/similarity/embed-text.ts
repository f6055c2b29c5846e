import { DIMENSIONS } from './scan-module.ts';
import { hashText } from './hash-text.ts';
import type { WordTable } from './word-table.ts';

/** Beyond it a text counts no more: what is alike shows before, and no text costs more than a millisecond or so. */
export const MAX_TEXT_LENGTH = 8_000;

const WORD = /[\p{L}\p{M}]+|\p{N}+/gu;
const NUMBER = /^\p{N}/u;

/** What of a word's own letters counts where the table lacks it. */
const NUMBER_SHARE = 0.5;
const GRAM_LENGTH = 3;
/** Places of the vector that three letters change. */
const PLACES = 4;

/**
 * The meaning of a text as `DIMENSIONS` signed bytes: the sum of its words' vectors, scaled so that the largest is 127.
 * A word that the table lacks, of another language or a name, gets a vector of its letters, so that equal texts are alike
 * in every language. All zero for a text without letters and digits. The same text gives the same bytes everywhere.
 */
export function embedText(text: string, table: WordTable): Int8Array {
  const sum = new Float64Array(DIMENSIONS);
  // Normalising can make eighteen characters of one.
  const plain = text.slice(0, MAX_TEXT_LENGTH).normalize('NFKC').slice(0, MAX_TEXT_LENGTH).toLowerCase();
  for (const [word] of plain.matchAll(WORD)) {
    const row = table.words.get(word);
    if (row === undefined) addLetters(sum, word, table.unknownLength);
    else addRow(sum, table, row);
  }
  return quantise(sum);
}

function addRow(sum: Float64Array, { rows, scales }: WordTable, row: number): void {
  const scale = scales[row] ?? 0;
  const at = row * DIMENSIONS;
  for (let index = 0; index < DIMENSIONS; index += 1) {
    sum[index] = (sum[index] ?? 0) + (rows[at + index] ?? 0) * scale;
  }
}

function addLetters(sum: Float64Array, word: string, length: number): void {
  const padded = ` ${word} `;
  const grams = padded.length - GRAM_LENGTH + 1;
  const share = NUMBER.test(word) ? NUMBER_SHARE : 1;
  // A long run without blanks is many words in such languages as Chinese.
  const words = Math.max(1, grams / 8);
  const step = (length * share * Math.sqrt(words)) / Math.sqrt(grams * PLACES);
  for (let at = 0; at < grams; at += 1) {
    let hash = hashText(padded, undefined, at, at + GRAM_LENGTH);
    for (let place = 0; place < PLACES; place += 1) {
      const index = hash % DIMENSIONS;
      const sign = (hash & 0x8000) === 0 ? step : -step;
      sum[index] = (sum[index] ?? 0) + sign;
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 0;
    }
  }
}

function quantise(sum: Float64Array): Int8Array {
  let largest = 0;
  for (const value of sum) largest = Math.max(largest, Math.abs(value));
  const vector = new Int8Array(DIMENSIONS);
  if (largest === 0) return vector;
  sum.forEach((value, index) => (vector[index] = Math.round((value / largest) * 127)));
  return vector;
}

/** 1 through the length of a vector, 0 for one without any: cosines are products times both of them. */
export function inverseLength(vector: Int8Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}
