/*
 * A batch in the write-ahead table: its samples one after the other, each as how far its series' number and its time are
 * from those of the sample before (zigzag varints of LEB128; a time that is further away than 2^28 ms as a double after
 * the largest varint) and the eight bytes of its value.
 */

const FAR = 0xffffffff;
const NEAR_MS = 2 ** 28;
/** Two varints of five bytes, a double, a value. */
const SAMPLE_BYTES = 26;

const double = new Float64Array(1);
const bytes = new Uint8Array(double.buffer);
const words = new Int32Array(double.buffer);

/** Gathers the samples of one batch. */
export class BatchEncoder {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #seriesNo = 0;
  #time = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(seriesNo: number, time: number, high: number, low: number): void {
    if (this.#length + SAMPLE_BYTES > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#varint(zigzag(seriesNo - this.#seriesNo));
    const delta = time - this.#time;
    if (delta > -NEAR_MS && delta < NEAR_MS) {
      this.#varint(zigzag(delta));
    } else {
      this.#varint(FAR);
      double[0] = time;
      this.#eight();
    }
    words[0] = low;
    words[1] = high;
    this.#eight();
    this.#seriesNo = seriesNo;
    this.#time = time;
    this.#count += 1;
  }

  /** The bytes so far, valid until the next `add`; begins the next batch. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    this.#seriesNo = 0;
    this.#time = 0;
    this.#count = 0;
    return taken;
  }

  #varint(value: number): void {
    let rest = value;
    let at = this.#length;
    while (rest > 0x7f) {
      this.#bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[at++] = rest;
    this.#length = at;
  }

  #eight(): void {
    this.#bytes.set(bytes, this.#length);
    this.#length += 8;
  }
}

/** Hands over each sample of a batch. */
export function readBatch(
  batch: Uint8Array,
  take: (seriesNo: number, time: number, high: number, low: number) => void,
): void {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = batch[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  const eight = () => {
    for (let index = 0; index < 8; index += 1) bytes[index] = batch[at++] ?? 0;
  };
  let seriesNo = 0;
  let time = 0;
  while (at < batch.length) {
    seriesNo += unzigzag(varint());
    const change = varint();
    if (change === FAR) {
      eight();
      time = double[0] ?? 0;
    } else {
      time += unzigzag(change);
    }
    eight();
    take(seriesNo, time, words[1] ?? 0, words[0] ?? 0);
  }
}

function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
