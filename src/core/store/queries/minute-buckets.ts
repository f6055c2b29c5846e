import { boundedBuckets } from './time-range.ts';

export const MINUTE_MILLIS = 60_000;

/** Rollups come by the minute, so a range is widened to whole minutes and no bucket is shorter than one. */
export interface MinuteBuckets {
  readonly firstMinute: number;
  readonly endMinute: number;
  readonly minutesEach: number;
  readonly count: number;
}

/** Cuts a range, in milliseconds since 1970, into at most `wanted` buckets. */
export function minuteBuckets(range: { from: number; to: number }, wanted: number): MinuteBuckets {
  const firstMinute = Math.floor(range.from / MINUTE_MILLIS);
  const endMinute = Math.ceil(range.to / MINUTE_MILLIS);
  const minutesEach = Math.max(1, Math.ceil((endMinute - firstMinute) / boundedBuckets(wanted)));
  return { firstMinute, endMinute, minutesEach, count: Math.ceil((endMinute - firstMinute) / minutesEach) };
}

/** The range as it was widened, and how long each bucket is. */
export function bucketHead({ firstMinute, endMinute, minutesEach }: MinuteBuckets) {
  return {
    from: new Date(firstMinute * MINUTE_MILLIS).toISOString(),
    to: new Date(endMinute * MINUTE_MILLIS).toISOString(),
    bucketSeconds: minutesEach * 60,
  };
}
