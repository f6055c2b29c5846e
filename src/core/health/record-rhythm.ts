import { RANGE_MS } from '../../shared/health/index.ts';

/** Of the records that are kept, this share is for the interval; the rest is for changes in between. */
const FOR_INTERVAL = 0.864;

/**
 * How often a record is written while nothing changes: as often as lets the records reach back 30 days, with some left
 * for changes. 10,000 records: 5 minutes.
 */
export function recordIntervalMs(limit: number, checkMs: number): number {
  return Math.max(checkMs, RANGE_MS['30d'] / (limit * FOR_INTERVAL));
}
