import { SignalboxError } from '../../../shared/errors.ts';

export interface TimeRange {
  from: string;
  to: string;
}

/** Charts are never wider than this many buckets. */
const MAX_BUCKETS = 2000;

/** Milliseconds since 1970 of a range's ends. @throws SignalboxError BODY_INVALID when it is empty */
export function rangeMillis({ from, to }: TimeRange): { from: number; to: number } {
  const range = { from: Date.parse(from), to: Date.parse(to) };
  if (!(range.from < range.to))
    throw new SignalboxError('BODY_INVALID', { reason: '`to` must be after `from`.' });
  return range;
}

export function nanosOfIso(time: string): bigint {
  return nanosOfMillis(Date.parse(time));
}

export function nanosOfMillis(millis: number): bigint {
  return BigInt(Math.trunc(millis)) * 1_000_000n;
}

export function boundedBuckets(buckets: number): number {
  return Math.min(MAX_BUCKETS, Math.max(1, Math.floor(buckets)));
}
