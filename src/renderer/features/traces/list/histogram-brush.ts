import type { TraceHistogram } from '../../../../shared/deployment.ts';

export interface BrushedRange {
  readonly from: string;
  readonly to: string;
}

/** The buckets that a drag between two horizontal positions covers, first and last; null outside any drawing. */
export function brushedBuckets(
  x0: number,
  x1: number,
  width: number,
  buckets: number,
): { first: number; last: number } | null {
  if (width <= 0 || buckets <= 0) return null;
  const bucketAt = (x: number) => Math.min(buckets - 1, Math.max(0, Math.floor((x / width) * buckets)));
  return { first: bucketAt(Math.min(x0, x1)), last: bucketAt(Math.max(x0, x1)) };
}

/** The time from the beginning of the first bucket to the end of the last, within the histogram. */
export function rangeOfBuckets(
  histogram: Pick<TraceHistogram, 'from' | 'to' | 'bucketSeconds'>,
  first: number,
  last: number,
): BrushedRange {
  const origin = Date.parse(histogram.from);
  const step = histogram.bucketSeconds * 1000;
  return {
    from: new Date(origin + first * step).toISOString(),
    to: new Date(Math.min(origin + (last + 1) * step, Date.parse(histogram.to))).toISOString(),
  };
}

/** The highest stack, at least 1 so that it can divide. */
export function highestStack(histogram: Pick<TraceHistogram, 'ok' | 'error'>): number {
  return histogram.ok.reduce((most, ok, index) => Math.max(most, ok + (histogram.error[index] ?? 0)), 1);
}

/** How many traces it counts; undefined while there is none. */
export function totalOf(histogram: Pick<TraceHistogram, 'ok' | 'error'> | undefined): number | undefined {
  if (histogram === undefined) return undefined;
  return [...histogram.ok, ...histogram.error].reduce((sum, count) => sum + count, 0);
}

/** Where the keyboard is in a histogram: from `anchor` to `at`, both included. */
export interface BucketCursor {
  readonly anchor: number;
  readonly at: number;
}

/** The cursor after a key; null when the key does not move it. */
export function movedCursor(
  { anchor, at }: BucketCursor,
  key: string,
  isExtending: boolean,
  buckets: number,
): BucketCursor | null {
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - 10,
    PageDown: at + 10,
    Home: 0,
    End: buckets - 1,
  };
  const place = places[key];
  if (place === undefined) return null;
  const next = Math.min(Math.max(place, 0), Math.max(0, buckets - 1));
  return { anchor: isExtending ? anchor : next, at: next };
}
