import { SCORE_BINS } from '../../../shared/guard/index.ts';

/** Moves in hundredths: finer than a bin cannot be told from what is recorded. */
export const STEP = 1 / SCORE_BINS;

/** Runs whose score is at least the threshold, as exactly as bins can say. */
export function hitsAt(bins: readonly number[], threshold: number): number {
  return bins.slice(firstHit(threshold)).reduce((sum, runs) => sum + runs, 0);
}

/** The first bin that counts. A threshold of 1 keeps the last bin, which holds the scores of 1. */
export function firstHit(threshold: number): number {
  return Math.min(SCORE_BINS - 1, Math.round(threshold * SCORE_BINS));
}

/** To the hundredth, from 0 to 1. */
export function toThreshold(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * SCORE_BINS) / SCORE_BINS));
}

/** Heights from 0 to 1. Scores crowd at both ends, so the scale is logarithmic: a single run is still seen. */
export function barHeights(bins: readonly number[]): number[] {
  const most = Math.max(1, ...bins);
  return bins.map((runs) => Math.log1p(runs) / Math.log1p(most));
}
