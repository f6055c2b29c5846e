import { MAX_POINTS_PER_SERIES } from '../../../../../shared/metrics.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
];
/** More would be read as one anyway: a line is about that wide. */
const PIXELS_PER_POINT = 2;

/**
 * The time between two points of a panel: a round one, so that times stay where they are from refresh to refresh and while
 * the panel is made a little wider. `minStepMs` is what its queries ask for at least; where they say nothing, a step is no
 * finer than the samples, which it would only repeat.
 */
export function panelStepMs(
  rangeMs: number,
  widthPixels: number,
  scrapeMs: number,
  minStepMs: number | null,
): number {
  const points = Math.max(10, widthPixels / PIXELS_PER_POINT);
  const least = Math.max(minStepMs ?? scrapeMs, rangeMs / points, rangeMs / (MAX_POINTS_PER_SERIES - 1));
  const round = STEPS.find((step) => step >= least);
  return minStepMs !== null && minStepMs >= rangeMs / points
    ? minStepMs
    : (round ?? Math.ceil(least / DAY) * DAY);
}

/** The range that begins and ends on the step's own grid, as Prometheus's clients align it. */
export function alignedRange(fromMs: number, toMs: number, stepMs: number): { fromMs: number; toMs: number } {
  const from = Math.floor(fromMs / stepMs) * stepMs;
  return { fromMs: from, toMs: Math.max(from, Math.floor(toMs / stepMs) * stepMs) };
}
