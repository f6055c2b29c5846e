import { lengthOf, type TimeRange } from './time-range.ts';

const MOST_BUCKETS = 61;
const MINUTE_MS = 60_000;

/**
 * Into how many buckets a chart of rollups cuts a range. The engine counts by the minute and widens a range to whole minutes,
 * so a range touches one minute more than it is long; fewer buckets than that would make each two minutes wide.
 */
export function rangeBuckets(range: TimeRange): number {
  return Math.min(MOST_BUCKETS, Math.ceil(lengthOf(range) / MINUTE_MS) + 1);
}
