import { decodeCounts, encodeCounts } from './sparse-counts.ts';

/** Relative error of a quantile. */
export const SKETCH_ACCURACY = 0.01;

const GAMMA = (1 + SKETCH_ACCURACY) / (1 - SKETCH_ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/**
 * Quantiles of durations from counts in logarithmic buckets: any quantile is off by at most 1 %, sketches of two
 * ranges merge into that of both, and what was added can be taken away again. After Masson, Rim and Lee, "DDSketch:
 * a fast and fully-mergeable quantile sketch with relative-error guarantees" (VLDB 2019), without its cap on buckets:
 * from one microsecond to a year there are 1,555.
 * Values are microseconds; below 1 they count as 0.
 */
export class LatencySketch {
  readonly #buckets = new Map<number, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds `times` (or takes away, when negative) a value. */
  add(micros: number, times = 1): void {
    this.#change(bucketOf(micros), times);
  }

  merge(other: LatencySketch): void {
    for (const [bucket, count] of other.#buckets) this.#change(bucket, count);
  }

  /** Adds the counts of an encoded sketch. */
  mergeEncoded(bytes: Uint8Array): void {
    decodeCounts(bytes, (bucket, count) => this.#change(bucket, count));
  }

  /** The value below which the share `q` (0 to 1) of all values lies, in microseconds; null when there are none. */
  quantile(q: number): number | null {
    return quantileOf(this.#sorted(), this.#count, q);
  }

  /** The same counts give the same bytes. */
  encode(): Buffer {
    return encodeCounts(this.#sorted());
  }

  static decode(bytes: Uint8Array): LatencySketch {
    const sketch = new LatencySketch();
    sketch.mergeEncoded(bytes);
    return sketch;
  }

  #change(bucket: number, by: number): void {
    const count = (this.#buckets.get(bucket) ?? 0) + by;
    this.#count += by;
    if (count === 0) this.#buckets.delete(bucket);
    else this.#buckets.set(bucket, count);
  }

  #sorted(): [number, number][] {
    return [...this.#buckets].sort(([a], [b]) => a - b);
  }
}

/** More buckets than any time of 64 bits needs. */
const MOST_BUCKETS = 2048;

/** The sum of very many encoded sketches, in an array, which adds several times as fast as a sketch. */
export class SketchSum {
  readonly #counts = new Float64Array(MOST_BUCKETS);
  #count = 0;

  addEncoded(bytes: Uint8Array): void {
    decodeCounts(bytes, (bucket, count) => {
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
      this.#count += count;
    });
  }

  addSum(other: SketchSum): void {
    other.#counts.forEach((count, bucket) => {
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
    });
    this.#count += other.#count;
  }

  /** As of a sketch. */
  quantile(q: number): number | null {
    return quantileOf(this.#counts.entries(), this.#count, q);
  }
}

function quantileOf(
  sorted: Iterable<[bucket: number, count: number]>,
  all: number,
  q: number,
): number | null {
  if (all <= 0) return null;
  const rank = q * (all - 1);
  let seen = 0;
  let last = 0;
  for (const [bucket, count] of sorted) {
    if (count === 0) continue;
    seen += count;
    last = bucket;
    if (seen > rank) break;
  }
  return last === 0 ? 0 : (2 * GAMMA ** (last - 1)) / (GAMMA + 1);
}

/** Bucket 0 is zero; bucket n above it ends at gamma to the power of n - 1. */
function bucketOf(micros: number): number {
  return micros < 1 ? 0 : Math.ceil(Math.log(micros) / LOG_GAMMA) + 1;
}
