import type { ExponentialPoint } from '../../telemetry/otlp/index.ts';

type Buckets = ExponentialPoint['positive'];

/** Four buckets for each doubling: quantiles are off by 9 % at most. Finer ones would be series that few ask for. */
const FINEST_SCALE = 2;
/** Then the buckets are made coarser, two into one, until there are no more. */
const MAX_BUCKETS = 100;
/** At this scale three buckets hold every double there is. */
const COARSEST_SCALE = -10;
const MAX_SCALE = 20;
/** Of the exponents of doubles, with some room. */
const MAX_EXPONENT = 1100;

/** Whether all its boundaries are numbers that a double can come near to. */
export function isPlausible({ scale, positive, negative }: ExponentialPoint): boolean {
  if (scale < COARSEST_SCALE || scale > MAX_SCALE) return false;
  return [positive, negative].every(({ offset, bucketCounts }) => {
    const last = offset + bucketCounts.length;
    return Math.max(Math.abs(offset), Math.abs(last)) * 2 ** -scale <= MAX_EXPONENT;
  });
}

/** The same counts, at a scale that is not finer than `finest` and at which there are few enough buckets. */
export function coarsen(point: ExponentialPoint, finest = Infinity): ExponentialPoint {
  let scale = Math.min(point.scale, finest, FINEST_SCALE);
  const size = (buckets: Buckets) => spanOf([buckets], [point.scale - scale]).length;
  while (scale > COARSEST_SCALE && size(point.positive) + size(point.negative) > MAX_BUCKETS) scale -= 1;
  const shift = point.scale - scale;
  return {
    ...point,
    scale,
    positive: merged([point.positive], [shift]),
    negative: merged([point.negative], [shift]),
  };
}

/** Both together. Both are coarsened. */
export function addExponential(one: ExponentialPoint, other: ExponentialPoint): ExponentialPoint {
  let scale = Math.min(one.scale, other.scale);
  const shifts = () => [one.scale - scale, other.scale - scale];
  const size = () =>
    spanOf([one.positive, other.positive], shifts()).length +
    spanOf([one.negative, other.negative], shifts()).length;
  while (scale > COARSEST_SCALE && size() > MAX_BUCKETS) scale -= 1;
  return {
    ...other,
    scale,
    count: one.count + other.count,
    sum: one.sum === null || other.sum === null ? null : one.sum + other.sum,
    zeroCount: one.zeroCount + other.zeroCount,
    zeroThreshold: Math.max(one.zeroThreshold, other.zeroThreshold),
    positive: merged([one.positive, other.positive], shifts()),
    negative: merged([one.negative, other.negative], shifts()),
  };
}

/**
 * Upper bounds of classic buckets, ascending, and what each bucket alone counts. A positive bucket of index i holds
 * values in (base^i, base^(i+1)], with base = 2^(2^-scale); a negative one the same mirrored; the zero bucket lies
 * between. The last count is of what is beyond all bounds: nothing.
 * Source: OpenTelemetry specification, metrics data model, exponential histogram.
 */
export function classicBuckets(point: ExponentialPoint): { bounds: number[]; counts: number[] } {
  const { scale, negative, positive, zeroCount, zeroThreshold } = point;
  const boundary = (index: number) => 2 ** (index * 2 ** -scale);
  const counted = new Map<number, number>();
  const add = (bound: number, count: number) => counted.set(bound, (counted.get(bound) ?? 0) + count);
  for (const [i, count] of negative.bucketCounts.entries()) add(-boundary(negative.offset + i), count);
  if (zeroCount > 0) add(zeroThreshold, zeroCount);
  for (const [i, count] of positive.bucketCounts.entries()) add(boundary(positive.offset + i + 1), count);
  const known = [...counted].sort(([one], [other]) => one - other);
  const beyond = known.filter(([bound]) => bound === Infinity).reduce((sum, [, count]) => sum + count, 0);
  const finite = known.filter(([bound]) => Number.isFinite(bound));
  return { bounds: finite.map(([bound]) => bound), counts: [...finite.map(([, count]) => count), beyond] };
}

/** First index and number of the buckets that all of these span, each at its scale made coarser by its shift. */
function spanOf(all: readonly Buckets[], shifts: readonly number[]): { first: number; length: number } {
  let [first, last] = [Infinity, -Infinity];
  for (const [i, { offset, bucketCounts }] of all.entries()) {
    if (bucketCounts.length === 0) continue;
    first = Math.min(first, offset >> (shifts[i] ?? 0));
    last = Math.max(last, (offset + bucketCounts.length - 1) >> (shifts[i] ?? 0));
  }
  return first === Infinity ? { first: 0, length: 0 } : { first, length: last - first + 1 };
}

function merged(all: readonly Buckets[], shifts: readonly number[]): Buckets {
  const { first, length } = spanOf(all, shifts);
  const bucketCounts = new Array<number>(length).fill(0);
  for (const [i, { offset, bucketCounts: counts }] of all.entries()) {
    for (const [j, count] of counts.entries()) {
      const at = ((offset + j) >> (shifts[i] ?? 0)) - first;
      bucketCounts[at] = (bucketCounts[at] ?? 0) + count;
    }
  }
  return { offset: first, bucketCounts };
}
