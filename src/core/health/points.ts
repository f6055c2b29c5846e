import type { FactRule } from '../../shared/health/index.ts';

/** Scores below are degraded, and below that unhealthy. */
export const DEGRADED_BELOW = 80;
export const UNHEALTHY_BELOW = 50;
const POINTS_AT_DEGRADED = DEGRADED_BELOW - 1;
const POINTS_AT_UNHEALTHY = UNHEALTHY_BELOW - 1;

/**
 * The points of a value, 0 to 100: continuous, so that a value that trembles at a threshold moves them little.
 * See `FactRule` for the lines.
 */
export function pointsOf({ good, degradedAt, unhealthyAt }: FactRule, value: number, floor = 0): number {
  const step = unhealthyAt - degradedAt;
  // Where less is worse, everything is turned round.
  const sign = Math.sign(step);
  const x = value * sign;
  const [a, b, c] = [good * sign, degradedAt * sign, unhealthyAt * sign];
  return Math.max(floor, Math.round(onLines(x, a, b, c, Math.abs(step))));
}

function onLines(x: number, good: number, degraded: number, unhealthy: number, step: number): number {
  if (x <= good) return 100;
  if (x <= degraded) return between(x, good, degraded, 100, POINTS_AT_DEGRADED);
  if (x <= unhealthy) return between(x, degraded, unhealthy, POINTS_AT_DEGRADED, POINTS_AT_UNHEALTHY);
  return Math.max(0, between(x, unhealthy, unhealthy + step, POINTS_AT_UNHEALTHY, 0));
}

function between(x: number, from: number, to: number, start: number, end: number): number {
  return start + ((x - from) / (to - from)) * (end - start);
}
