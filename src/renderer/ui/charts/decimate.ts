/** A point of a curve; null breaks it. */
export type Point = readonly [timeMs: number, value: number | null];

/**
 * Which of the times are drawn, where there are more than twice as many as pixels: of each pixel the lowest and the highest
 * value, so that no extreme is lost, and a gap where there is nothing but one. Ascending. `values` are finite or null.
 */
export function keptIndices(
  times: readonly number[],
  values: readonly (number | null)[],
  pixels: number,
): number[] | null {
  const count = times.length;
  if (count <= Math.max(2, pixels * 2)) return null;
  const from = times[0] ?? 0;
  const perPixel = ((times[count - 1] ?? 0) - from || 1) / Math.max(1, Math.floor(pixels));
  const kept: number[] = [];
  let index = 0;
  while (index < count) {
    const pixel = Math.floor(((times[index] ?? 0) - from) / perPixel);
    const first = index;
    let low = -1;
    let high = -1;
    for (; index < count && Math.floor(((times[index] ?? 0) - from) / perPixel) === pixel; index++) {
      const value = values[index] ?? null;
      if (value === null) continue;
      if (low === -1 || value < (values[low] ?? 0)) low = index;
      if (high === -1 || value > (values[high] ?? 0)) high = index;
    }
    if (low === -1) kept.push(first);
    else if (low === high) kept.push(low);
    else kept.push(Math.min(low, high), Math.max(low, high));
  }
  return kept;
}

/** A curve with at most two points a pixel. */
export function decimated(
  times: readonly number[],
  values: readonly (number | null)[],
  pixels: number,
): Point[] {
  const kept = keptIndices(times, values, pixels);
  return kept === null
    ? times.map((time, index) => [time, values[index] ?? null])
    : pointsAt(times, values, kept);
}

export function pointsAt(
  times: readonly number[],
  values: readonly (number | null)[],
  indices: readonly number[],
): Point[] {
  return indices.map((index) => [times[index] ?? 0, values[index] ?? null]);
}

/** Points between two gaps: a line through one point is not to be seen, so it is drawn as a dot. */
export function isolatedPoints(points: readonly Point[]): Point[] {
  return points.filter(
    ([, value], index) =>
      value !== null &&
      (points[index - 1]?.[1] ?? null) === null &&
      (points[index + 1]?.[1] ?? null) === null,
  );
}
