/** A stretch of time in microseconds from the origin of an outline. */
export interface TimeBounds {
  readonly start: number;
  readonly end: number;
}

const DAY_MICROS = 86_400_000_000;
/** 2000 and 2100: what a clock says outside is not the time. */
export const EARLIEST_RIGHT_MICROS = 946_684_800e6;
export const LATEST_RIGHT_MICROS = 4_102_444_800e6;
/** A pause is absurd when it is so many times longer than what lies beside it. */
const ABSURD_TIMES = 100;
/** What lies beyond an absurd pause is left out while it is at most this share of the starts and ends, or one span. */
const FEW = 0.1;
const MOST_POINTS_OF_ONE = 2;

/**
 * From the first start to the last end of the spans; and, where a wrong clock puts a few of the times a day or more
 * away from all the others (a span of 1970, an end in 2100), the stretch without those few: a window over everything
 * would show nothing of the trace. Times that are outside of 2000 to 2100 are left out however many they are, unless
 * all are. `originUnixNano` is when the starts count from.
 */
export function outlineBounds(
  startMicros: Float64Array,
  durationMicros: Float64Array,
  originUnixNano: string,
): { all: TimeBounds; bulk: TimeBounds } {
  let start = Infinity;
  let end = -Infinity;
  for (let row = 0; row < startMicros.length; row++) {
    const from = startMicros[row] ?? 0;
    start = Math.min(start, from);
    end = Math.max(end, from + (durationMicros[row] ?? 0));
  }
  if (start > end) return { all: { start: 0, end: 0 }, bulk: { start: 0, end: 0 } };
  const all = { start, end };
  return {
    all,
    bulk:
      end - start < DAY_MICROS
        ? all
        : bulkOf(startMicros, durationMicros, Number(BigInt(originUnixNano) / 1_000n)),
  };
}

/** The stretch between two pauses of a day or more in which nearly all starts and ends lie, if there is one. */
function bulkOf(startMicros: Float64Array, durationMicros: Float64Array, originMicros: number): TimeBounds {
  const points = rightTimes(startMicros, durationMicros, originMicros);
  const all = { start: points[0] ?? 0, end: points.at(-1) ?? 0 };
  const at = (index: number) => points[index] ?? 0;
  let first = 0;
  let last = -1;
  let from = 0;
  for (let to = 0; to < points.length; to++) {
    if (to - from > last - first) [first, last] = [from, to];
    if (to + 1 < points.length && at(to + 1) - at(to) >= DAY_MICROS) from = to + 1;
  }
  const leftOut = points.length - (last + 1 - first);
  if (leftOut > Math.max(MOST_POINTS_OF_ONE, points.length * FEW) || leftOut >= points.length / 2) return all;
  const absurd = Math.max(at(last) - at(first), 1) * ABSURD_TIMES;
  const isBefore = first > 0 && at(first) - at(first - 1) >= absurd;
  const isAfter = last < points.length - 1 && at(last + 1) - at(last) >= absurd;
  return { start: isBefore ? at(first) : all.start, end: isAfter ? at(last) : all.end };
}

/** All starts and ends that can be when something happened, ascending; all there are where none can. */
function rightTimes(startMicros: Float64Array, durationMicros: Float64Array, origin: number): Float64Array {
  const points = new Float64Array(startMicros.length * 2);
  startMicros.forEach((start, row) => {
    points[2 * row] = start;
    points[2 * row + 1] = start + (durationMicros[row] ?? 0);
  });
  points.sort();
  const right = points.filter(
    (point) => origin + point >= EARLIEST_RIGHT_MICROS && origin + point < LATEST_RIGHT_MICROS,
  );
  return right.length > 0 ? right : points;
}
