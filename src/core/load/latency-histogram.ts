import {
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  Int32Histogram,
  JsHistogram,
} from 'hdr-histogram-js';
import { PERCENTILES, type Distribution } from '../../shared/load/index.ts';

/** Units of a histogram in one unit of what is measured: microseconds in a millisecond. */
const SCALE = 1000;
const SIGNIFICANT_DIGITS = 3;
/** Points of a curve each time the distance to 100 % has halved. */
const POINTS_PER_HALVING = 5;
/** Buckets that a drawn histogram has each time the value has grown tenfold. */
const BUCKETS_PER_DECADE = 10;

/**
 * Times in milliseconds (or speeds), kept to a thousandth and to three significant digits, whatever their number. An HDR
 * histogram (Tene, hdrhistogram.org): merging two loses nothing, which averages of percentiles would.
 */
export class LatencyHistogram {
  readonly #counts: Int32Histogram;
  #sum = 0;
  #squares = 0;

  constructor() {
    this.#counts = new Int32Histogram(1, 2, SIGNIFICANT_DIGITS);
    this.#counts.autoResize = true;
  }

  get count(): number {
    return this.#counts.totalCount;
  }

  /** Below a thousandth counts as zero. */
  record(value: number): void {
    this.#counts.recordValue(Math.max(0, Math.round(value * SCALE)));
    this.#sum += value;
    this.#squares += value * value;
  }

  merge(other: LatencyHistogram): void {
    this.#counts.add(other.#counts);
    this.#sum += other.#sum;
    this.#squares += other.#squares;
  }

  reset(): void {
    this.#counts.reset();
    this.#sum = 0;
    this.#squares = 0;
  }

  /** @param percentile 0 to 100; 0 when nothing was recorded */
  at(percentile: number): number {
    if (this.count === 0) return 0;
    // The histogram answers with the end of a bucket, which may lie beyond the largest value.
    return Math.min(this.#counts.getValueAtPercentile(percentile), this.#counts.maxValue) / SCALE;
  }

  get min(): number {
    return this.at(0);
  }

  get max(): number {
    return this.count === 0 ? 0 : this.#counts.maxValue / SCALE;
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.#sum / this.count;
  }

  /** Of the whole population. */
  get deviation(): number {
    if (this.count === 0) return 0;
    return Math.sqrt(Math.max(0, this.#squares / this.count - this.mean ** 2));
  }

  distribution(): Distribution {
    return {
      count: this.count,
      min: this.min,
      mean: this.mean,
      max: this.max,
      deviation: this.deviation,
      percentiles: PERCENTILES.map((percentile) => ({ percentile, value: this.at(percentile) })),
      curve: this.#curve(),
      buckets: this.#buckets(),
    };
  }

  /** HdrHistogram's V2 format, compressed, as base64. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#counts);
  }

  /** Sums of what was recorded are not in the format: mean and deviation are then those of the buckets. */
  static decode(text: string): LatencyHistogram {
    const decoded = new LatencyHistogram();
    const counts = decodeFromCompressedBase64(text, 32, false);
    if (!(counts instanceof JsHistogram))
      throw new Error('The histogram was not decoded into one of JavaScript.');
    decoded.#counts.add(counts);
    for (const [value, count] of decoded.entries()) {
      decoded.#sum += value * count;
      decoded.#squares += value * value * count;
    }
    return decoded;
  }

  /** Each value that was recorded, to its precision, with how often; ascending. */
  *entries(): Generator<[value: number, count: number]> {
    const counts = this.#counts;
    for (let index = 0, left = counts.totalCount; left > 0 && index < counts.countsArrayLength; index++) {
      const count = counts.getCountAtIndex(index);
      if (count === 0) continue;
      left -= count;
      yield [counts.valueFromIndex(index) / SCALE, count];
    }
  }

  #curve(): Distribution['curve'] {
    if (this.count === 0) return [];
    const curve: { percentile: number; value: number }[] = [];
    // Until less than one of the recorded values is left above.
    for (let step = 0; 2 ** (-step / POINTS_PER_HALVING) * this.count >= 1; step++) {
      const percentile = 100 * (1 - 2 ** (-step / POINTS_PER_HALVING));
      curve.push({ percentile, value: this.at(percentile) });
    }
    return [...curve, { percentile: 100, value: this.max }];
  }

  #buckets(): Distribution['buckets'] {
    const counts = new Map<number, number>();
    for (const [value, count] of this.entries()) {
      const at = Math.floor(Math.log10(Math.max(value, 1 / SCALE)) * BUCKETS_PER_DECADE + 1e-9);
      counts.set(at, (counts.get(at) ?? 0) + count);
    }
    const places = [...counts.keys()];
    if (places.length === 0) return [];
    const first = Math.min(...places);
    return Array.from({ length: Math.max(...places) - first + 1 }, (_, offset) => ({
      from: 10 ** ((first + offset) / BUCKETS_PER_DECADE),
      to: 10 ** ((first + offset + 1) / BUCKETS_PER_DECADE),
      count: counts.get(first + offset) ?? 0,
    }));
  }
}
