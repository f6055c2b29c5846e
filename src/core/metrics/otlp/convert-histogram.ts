import { formatNumber } from '../../meters/index.ts';
import {
  NO_RECORDED_VALUE,
  TEMPORALITY_DELTA,
  type ExemplarRecord,
  type ExponentialPoint,
  type HistogramPoint,
} from '../../telemetry/otlp/index.ts';
import { follow, isHiddenReset, isOverlap, OVERLAP, resetMs } from './convert-number.ts';
import { addExponential, classicBuckets, coarsen, isPlausible } from './exponential-buckets.ts';
import type { PointPlace } from './samples-of-request.ts';
import { newStream, type CountedHistogram, type Stream } from './stream-state.ts';

/** More would be more series of one metric than anybody reads. */
const MAX_BOUNDS = 500;
const INFINITE = formatNumber(Infinity);

type AnyHistogramPoint = HistogramPoint | ExponentialPoint;

/** A histogram with explicit bounds. Returns why the point is rejected; null: it was taken. */
export function convertHistogram(
  point: HistogramPoint,
  place: PointPlace,
  temporality: number,
): string | null {
  const stream = place.streams.get(place.of.key) ?? newStream();
  if (isEnd(point)) return end(place, stream);
  const fault = boundsFault(point);
  if (fault !== null) return fault;
  let counted = countedOf(point);
  if (temporality === TEMPORALITY_DELTA) {
    if (isOverlap(point, stream)) return OVERLAP;
    counted = added(stream.histogram, counted);
  }
  write(point, place, { stream: { ...stream, histogram: counted }, counted, temporality });
  return null;
}

/** An exponential histogram, told as a classic one. Returns why the point is rejected; null: it was taken. */
export function convertExponential(
  point: ExponentialPoint,
  place: PointPlace,
  temporality: number,
): string | null {
  const stream = place.streams.get(place.of.key) ?? newStream();
  if (isEnd(point)) return end(place, stream);
  if (!isPlausible(point)) return 'its scale or offset is beyond what numbers need';
  let coarse = coarsen(point, stream.scale);
  if (temporality === TEMPORALITY_DELTA) {
    if (isOverlap(point, stream)) return OVERLAP;
    if (stream.exponential !== null) coarse = addExponential(stream.exponential, coarse);
  }
  const counted = { ...classicBuckets(coarse), sum: coarse.sum };
  const exponential = temporality === TEMPORALITY_DELTA ? { ...coarse, exemplars: [], attributes: {} } : null;
  const next = { ...stream, exponential, scale: coarse.scale };
  write(point, place, { stream: next, counted, temporality });
  return null;
}

interface Counted {
  readonly stream: Stream;
  readonly counted: CountedHistogram;
  readonly temporality: number;
}

/** Writes the series of a histogram, and marks those of buckets that it does not have any more. */
function write(point: AnyHistogramPoint, place: PointPlace, { stream, counted, temporality }: Counted): void {
  const { of, timeMs, samples, streams } = place;
  const { les, series } = of.buckets(counted.bounds);
  const total = counted.counts.reduce((sum, count) => sum + count, 0);
  if (temporality !== TEMPORALITY_DELTA && isHiddenReset(point, total, stream)) {
    writeCounts(place, { ...counted, counts: counted.counts.map(() => 0), sum: 0 }, resetMs(point));
  }
  writeCounts(place, counted, timeMs);
  if (stream.les !== les) {
    const kept = new Set(les);
    for (const le of stream.les) if (!kept.has(le)) samples.addStaleMarker(of.bucket(le), timeMs);
  }
  for (const exemplar of point.exemplars) {
    const bucket = series[bucketOf(exemplar, counted.bounds)];
    if (bucket !== undefined) samples.addExemplar(bucket, exemplar, timeMs);
  }
  streams.keep(of.key, { ...follow(stream, point, total), les });
}

function writeCounts(
  { of, samples }: PointPlace,
  { bounds, counts, sum }: CountedHistogram,
  timeMs: number,
): void {
  let below = 0;
  for (const [i, bucket] of of.buckets(bounds).series.entries()) {
    below += counts[i] ?? 0;
    samples.add(bucket, timeMs, below);
  }
  if (sum !== null) samples.add(of.part('_sum'), timeMs, sum);
  samples.add(of.part('_count'), timeMs, below);
}

function isEnd({ flags }: AnyHistogramPoint): boolean {
  return (flags & NO_RECORDED_VALUE) !== 0;
}

/** A point without a value says that all series of the histogram have ended. */
function end({ of, timeMs, samples, streams }: PointPlace, { les }: Stream): null {
  for (const le of les.length === 0 ? [INFINITE] : les) samples.addStaleMarker(of.bucket(le), timeMs);
  samples.addStaleMarker(of.part('_sum'), timeMs);
  samples.addStaleMarker(of.part('_count'), timeMs);
  streams.forget(of.key);
  return null;
}

function boundsFault({ explicitBounds: bounds, bucketCounts }: HistogramPoint): string | null {
  if (bounds.length > MAX_BOUNDS) return `it has more than ${MAX_BOUNDS} buckets`;
  const counts = bounds.length + 1;
  if (bucketCounts.length !== counts && (bucketCounts.length > 0 || bounds.length > 0)) {
    return 'it does not have one bucket more than bounds';
  }
  const isAscending = bounds.every(
    (bound, i) => Number.isFinite(bound) && !(bound <= (bounds[i - 1] ?? -Infinity)),
  );
  return isAscending ? null : 'its bounds do not ascend';
}

/** Without buckets, all is in the one that has no bound. */
function countedOf({ explicitBounds: bounds, bucketCounts, count, sum }: HistogramPoint): CountedHistogram {
  return { bounds, counts: bucketCounts.length === 0 ? [count] : bucketCounts, sum };
}

/** What was counted so far and a delta. With other bounds it begins anew. */
function added(before: CountedHistogram | null, delta: CountedHistogram): CountedHistogram {
  if (before?.bounds.join() !== delta.bounds.join()) return delta;
  return {
    bounds: delta.bounds,
    counts: delta.counts.map((count, i) => count + (before.counts[i] ?? 0)),
    sum: before.sum === null || delta.sum === null ? null : before.sum + delta.sum,
  };
}

function bucketOf({ value }: ExemplarRecord, bounds: readonly number[]): number {
  const index = bounds.findIndex((bound) => value <= bound);
  return index === -1 ? bounds.length : index;
}
