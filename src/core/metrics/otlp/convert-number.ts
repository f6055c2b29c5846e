import {
  NO_RECORDED_VALUE,
  TEMPORALITY_DELTA,
  type NumberPoint,
  type SummaryPoint,
} from '../../telemetry/otlp/index.ts';
import type { PointPlace } from './samples-of-request.ts';
import type { KnownSeries } from './known-points.ts';
import { newStream, type Stream } from './stream-state.ts';

export const OVERLAP = 'it overlaps with the delta before it, or came twice';

/** A gauge, or a sum. Returns why the point is rejected; null: it was taken. */
export function convertNumber(
  point: NumberPoint,
  place: PointPlace,
  { isCounter, temporality }: { isCounter: boolean; temporality: number },
): string | null {
  const { of, timeMs, samples, streams } = place;
  if ((point.flags & NO_RECORDED_VALUE) !== 0) {
    samples.addStaleMarker(of.own, timeMs);
    streams.forget(of.key);
    return null;
  }
  if (point.value === null) return 'it has no value';
  let { value } = point;
  if (isCounter) {
    const stream = streams.get(of.key) ?? newStream();
    if (temporality === TEMPORALITY_DELTA) {
      if (isOverlap(point, stream)) return OVERLAP;
      if (!(value >= 0)) return 'it is a delta below zero of a sum that cannot fall';
      value += stream.value;
    } else if (isHiddenReset(point, value, stream)) {
      samples.add(of.own, resetMs(point), 0);
    }
    streams.keep(of.key, follow(stream, point, value));
  }
  samples.add(of.own, timeMs, value);
  for (const exemplar of point.exemplars) samples.addExemplar(of.own, exemplar, timeMs);
  return null;
}

/** The time of a delta's start is the end of the one before it. A gap between them is time that nobody counted. */
export function isOverlap(
  { startUnixNano, timeUnixNano }: Pick<NumberPoint, 'startUnixNano' | 'timeUnixNano'>,
  stream: Stream,
): boolean {
  return startUnixNano === 0n ? timeUnixNano <= stream.timeUnixNano : startUnixNano < stream.timeUnixNano;
}

/**
 * Whether the sender has begun anew but counts as much as before already: the values alone would not show it. Then a zero
 * is put in where it began.
 */
export function isHiddenReset(
  { startUnixNano, timeUnixNano }: Pick<NumberPoint, 'startUnixNano' | 'timeUnixNano'>,
  value: number,
  stream: Stream,
): boolean {
  const began =
    stream.timeUnixNano > 0n && startUnixNano > stream.timeUnixNano && startUnixNano !== stream.startUnixNano;
  return began && value >= stream.value && resetMs({ startUnixNano }) < Number(timeUnixNano / 1_000_000n);
}

/** One millisecond on: the last sample before it may be in the same one. */
export function resetMs({ startUnixNano }: Pick<NumberPoint, 'startUnixNano'>): number {
  return Number(startUnixNano / 1_000_000n) + 1;
}

export function follow(
  stream: Stream,
  { startUnixNano, timeUnixNano }: Pick<NumberPoint, 'startUnixNano' | 'timeUnixNano'>,
  value: number,
): Stream {
  return { ...stream, startUnixNano, timeUnixNano, value };
}

/** Returns why the point is rejected; null: it was taken. */
export function convertSummary(point: SummaryPoint, place: PointPlace): string | null {
  const { of, timeMs, samples } = place;
  const isEnd = (point.flags & NO_RECORDED_VALUE) !== 0;
  const add = (series: KnownSeries, value: number) => {
    if (isEnd) samples.addStaleMarker(series, timeMs);
    else samples.add(series, timeMs, value);
  };
  for (const { quantile, value } of point.quantiles) add(of.quantile(quantile), value);
  add(of.part('_sum'), point.sum);
  add(of.part('_count'), point.count);
  return null;
}
