import { countOf, DELTA_BITS, doubleAt, FIRST_TIME, FIRST_VALUE, HEAD_WORDS } from './chunk-layout.ts';

const [SMALL, MEDIUM, LARGE] = DELTA_BITS;

/** Where samples are decoded to: `bits` is a view of the values, two words a value. */
export interface SampleColumns {
  readonly times: Float64Array;
  readonly bits: Int32Array;
}

export function columnsOf(times: Float64Array, values: Float64Array): SampleColumns {
  return { times, bits: new Int32Array(values.buffer, values.byteOffset, values.length * 2) };
}

/**
 * Decodes a whole chunk to the columns from `at` on and returns how many samples it has; there must be room for them.
 * One function without calls: it runs for millions of samples a query. Where two words are joined, `>>> 1 >>> (31 - n)`
 * stands for a shift by 32 - n, which at n = 0 would be no shift at all.
 */
export function readChunk(words: Int32Array, { times, bits }: SampleColumns, at: number): number {
  const count = countOf(words);
  let time = doubleAt(words, FIRST_TIME);
  let low = words[FIRST_VALUE] ?? 0;
  let high = words[FIRST_VALUE + 1] ?? 0;
  let delta = 0;
  let length = 0;
  let trailing = 0;
  let position = HEAD_WORDS * 32;
  times[at] = time;
  bits[at * 2] = low;
  bits[at * 2 + 1] = high;
  for (let sample = at + 1; sample < at + count; sample += 1) {
    let index = position >>> 5;
    let offset = position & 31;
    let head = ((words[index] ?? 0) << offset) | (((words[index + 1] ?? 0) >>> 1) >>> (31 - offset));
    if (head >= 0) {
      // The common case: what is left of these bits is enough to see how the value begins.
      position += 1;
      head <<= 1;
    } else {
      if (head << 1 >= 0) {
        delta += (head << 2) >> (32 - SMALL);
        position += 2 + SMALL;
      } else if (head << 2 >= 0) {
        delta += (head << 3) >> (32 - MEDIUM);
        position += 3 + MEDIUM;
      } else if (head << 3 >= 0) {
        delta += (head << 4) >> (32 - LARGE);
        position += 4 + LARGE;
      } else {
        delta = wholeTime(words, position + 4) - time;
        position += 68;
      }
      index = position >>> 5;
      offset = position & 31;
      head = ((words[index] ?? 0) << offset) | (((words[index + 1] ?? 0) >>> 1) >>> (31 - offset));
    }
    time += delta;
    times[sample] = time;
    if (head >= 0) {
      position += 1;
    } else {
      if (head << 1 >= 0) {
        position += 2;
      } else {
        const leading = (head >>> 25) & 31;
        length = (head >>> 19) & 63;
        if (length === 0) length = 64;
        trailing = 64 - leading - length;
        position += 13;
      }
      let right = length;
      if (length > 32) {
        right = 32;
        index = position >>> 5;
        offset = position & 31;
        head = ((words[index] ?? 0) << offset) | (((words[index + 1] ?? 0) >>> 1) >>> (31 - offset));
        high ^= (head >>> (64 - length)) << trailing;
        position += length - 32;
      }
      index = position >>> 5;
      offset = position & 31;
      head = ((words[index] ?? 0) << offset) | (((words[index + 1] ?? 0) >>> 1) >>> (31 - offset));
      head >>>= 32 - right;
      position += right;
      if (trailing >= 32) {
        high ^= head << (trailing - 32);
      } else {
        low ^= head << trailing;
        high ^= (head >>> 1) >>> (31 - trailing);
      }
    }
    bits[sample * 2] = low;
    bits[sample * 2 + 1] = high;
  }
  return count;
}

function wholeTime(words: Int32Array, position: number): number {
  const index = position >>> 5;
  const offset = position & 31;
  const at = (word: number): number =>
    ((words[word] ?? 0) << offset) | (((words[word + 1] ?? 0) >>> 1) >>> (31 - offset));
  pair[1] = at(index);
  pair[0] = at(index + 1);
  return doubleAt(pair, 0);
}

const pair = new Int32Array(2);
