import { hourOf, MINUTES_PER_HOUR } from '../rollup-time.ts';
import { boundedBuckets } from './time-range.ts';

export const MINUTE_MILLIS = 60_000;

/** Buckets that would be longer are made whole hours: a day of 24 costs a tenth of one of 60 parts of 24 minutes. */
const LONGEST_IN_MINUTES = 20;

/** Rollups come by the minute, so a range is widened to whole minutes and no bucket is shorter than one. */
export interface MinuteBuckets {
  /** The range: what is outside is not in the figures. */
  readonly firstMinute: number;
  readonly endMinute: number;
  /** Where the first bucket begins: with the range, or on the hour before when buckets are whole hours. */
  readonly bucketsFrom: number;
  readonly minutesEach: number;
  readonly count: number;
}

/** Cuts a range, in milliseconds since 1970, into at most `wanted` buckets, long ones of whole hours. */
export function minuteBuckets(range: { from: number; to: number }, wanted: number): MinuteBuckets {
  const firstMinute = Math.floor(range.from / MINUTE_MILLIS);
  const endMinute = Math.ceil(range.to / MINUTE_MILLIS);
  const shortest = Math.max(1, Math.ceil((endMinute - firstMinute) / boundedBuckets(wanted)));
  const inHours = shortest > LONGEST_IN_MINUTES;
  const bucketsFrom = inHours ? hourOf(firstMinute) : firstMinute;
  const minutesEach = inHours
    ? Math.ceil((endMinute - bucketsFrom) / boundedBuckets(wanted) / MINUTES_PER_HOUR) * MINUTES_PER_HOUR
    : shortest;
  const count = Math.ceil((endMinute - bucketsFrom) / minutesEach);
  return { firstMinute, endMinute, bucketsFrom, minutesEach, count };
}

/** Where the buckets begin, where the range ends, and how long each bucket is. */
export function bucketHead({ bucketsFrom, endMinute, minutesEach }: MinuteBuckets) {
  return {
    from: new Date(bucketsFrom * MINUTE_MILLIS).toISOString(),
    to: new Date(endMinute * MINUTE_MILLIS).toISOString(),
    bucketSeconds: minutesEach * 60,
  };
}
