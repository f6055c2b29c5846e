const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How fine the samples of a block are, and how long a block is; each starts at a multiple of its length since 1970. */
export interface Level {
  /** A step has at most one sample, and those around resets of a counter; 0: samples as they came. */
  readonly stepMs: number;
  /** A multiple of the length one level below. */
  readonly blockMs: number;
}

export const RAW = 0;
export const LEVELS: readonly Level[] = [
  { stepMs: 0, blockMs: 2 * HOUR_MS },
  { stepMs: 5 * MINUTE_MS, blockMs: DAY_MS },
  { stepMs: HOUR_MS, blockMs: 10 * DAY_MS },
];

export function blockStartOf(level: number, timeMs: number): number {
  const length = LEVELS[level]?.blockMs ?? 1;
  return Math.floor(timeMs / length) * length;
}

export function blockEndOf(level: number, startMs: number): number {
  return startMs + (LEVELS[level]?.blockMs ?? 0);
}
