import {
  COUNT,
  DELTA_BITS,
  FIRST_TIME,
  FIRST_VALUE,
  firstTimeOf,
  HEAD_WORDS,
  lastTimeOf,
  setDoubleAt,
  SPAN,
} from './chunk-layout.ts';

const INITIAL_WORDS = 32;
/** A sample takes at most 4 + 64 bits for its time and 2 + 5 + 6 + 64 for its value; and the word of zeros. */
const WORST_WORDS = 6;
/** Leading zeros are written in five bits. */
const MAX_LEADING = 31;
/** A new window costs as much more than the old one. */
const WINDOW_BITS = 11;
const [SMALL, MEDIUM, LARGE] = DELTA_BITS;

/** A chunk that samples are appended to; `words()` is what chunk-reader.ts reads, at any time. */
export class ChunkWriter {
  #words = new Int32Array(INITIAL_WORDS);
  #position = HEAD_WORDS * 32;
  #time = 0;
  #delta = 0;
  #high = 0;
  #low = 0;
  /** The window of bits that the last value changed; none while `#length` is 0. */
  #leading = 0;
  #length = 0;

  get count(): number {
    return this.#words[COUNT] ?? 0;
  }

  get firstTime(): number {
    return firstTimeOf(this.#words);
  }

  get lastTime(): number {
    return lastTimeOf(this.#words);
  }

  /** Whether the last value has these bits. */
  endsWith(high: number, low: number): boolean {
    return this.#high === high && this.#low === low;
  }

  /** `time` is later than the last one; the value is given by its bits, as signed words. */
  append(time: number, high: number, low: number): void {
    this.#reserve();
    if (this.count === 0) {
      setDoubleAt(this.#words, FIRST_TIME, time);
      this.#words[FIRST_VALUE] = low;
      this.#words[FIRST_VALUE + 1] = high;
    } else {
      this.#writeTime(time);
      this.#writeValue(high, low);
    }
    this.#time = time;
    this.#high = high;
    this.#low = low;
    this.#words[COUNT] = this.count + 1;
    this.#words[SPAN] = time - this.firstTime;
  }

  /** A view, until the next sample. */
  words(): Int32Array {
    return this.#words.subarray(0, ((this.#position + 31) >>> 5) + 1);
  }

  #reserve(): void {
    const needed = (this.#position >>> 5) + WORST_WORDS;
    if (needed < this.#words.length) return;
    const larger = new Int32Array(Math.ceil(this.#words.length * 1.5) + WORST_WORDS);
    larger.set(this.#words);
    this.#words = larger;
  }

  #writeTime(time: number): void {
    const delta = time - this.#time;
    const change = delta - this.#delta;
    this.#delta = delta;
    if (change === 0) this.#write(0, 1);
    else if (fits(change, SMALL)) this.#write((0b10 << SMALL) | low(change, SMALL), 2 + SMALL);
    else if (fits(change, MEDIUM)) this.#write((0b110 << MEDIUM) | low(change, MEDIUM), 3 + MEDIUM);
    else if (fits(change, LARGE)) this.#write((0b1110 << LARGE) | low(change, LARGE), 4 + LARGE);
    else {
      this.#write(0b1111, 4);
      setDoubleAt(whole, 0, time);
      this.#write(whole[1] ?? 0, 32);
      this.#write(whole[0] ?? 0, 32);
    }
  }

  #writeValue(high: number, low: number): void {
    const changedHigh = high ^ this.#high;
    const changedLow = low ^ this.#low;
    if (changedHigh === 0 && changedLow === 0) {
      this.#write(0, 1);
      return;
    }
    const leading = Math.min(MAX_LEADING, Math.clz32(changedHigh));
    const trailing = changedLow === 0 ? 32 + trailingZeros(changedHigh) : trailingZeros(changedLow);
    const length = 64 - leading - trailing;
    const oldTrailing = 64 - this.#leading - this.#length;
    const fitsWindow = this.#length > 0 && leading >= this.#leading && trailing >= oldTrailing;
    if (fitsWindow && this.#length <= length + WINDOW_BITS) {
      this.#write(0b10, 2);
    } else {
      this.#leading = leading;
      this.#length = length;
      this.#write((0b11 << 11) | (leading << 6) | (length & 63), 13);
    }
    this.#writeWindow(changedHigh, changedLow);
  }

  #writeWindow(high: number, low: number): void {
    const trailing = 64 - this.#leading - this.#length;
    if (trailing >= 32) {
      this.#write(high >>> (trailing - 32), this.#length);
      return;
    }
    const right = trailing === 0 ? low : (low >>> trailing) | (high << (32 - trailing));
    if (this.#length > 32) this.#write(high >>> trailing, this.#length - 32);
    this.#write(right, Math.min(32, this.#length));
  }

  /** The lowest `count` bits of `value`, 1 to 32 of them. */
  #write(value: number, count: number): void {
    const bits = count === 32 ? value : value & ((1 << count) - 1);
    const index = this.#position >>> 5;
    const free = 32 - (this.#position & 31);
    this.#position += count;
    if (count <= free) {
      this.#words[index] = (this.#words[index] ?? 0) | (bits << (free - count));
      return;
    }
    this.#words[index] = (this.#words[index] ?? 0) | (bits >>> (count - free));
    this.#words[index + 1] = bits << (32 - (count - free));
  }
}

const whole = new Int32Array(2);

function fits(change: number, bits: number): boolean {
  const bound = 2 ** (bits - 1);
  return change >= -bound && change < bound;
}

function low(change: number, bits: number): number {
  return change & ((1 << bits) - 1);
}

/** Of a word that is not zero. */
function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
