import { formatTick } from '../../lib/format-time.ts';

const MOST_LABELS = 8;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
];

/**
 * One label a bucket: the round time of the user's clock that falls into it, or '' where none does.
 * `start` in milliseconds; at most eight labels.
 */
export function bucketLabels(start: number, bucketMs: number, count: number): string[] {
  const spanMs = bucketMs * count;
  const step =
    STEPS.find((candidate) => spanMs / candidate <= MOST_LABELS && candidate >= bucketMs) ?? spanMs;
  const zoneMs = -new Date(start).getTimezoneOffset() * MINUTE;
  return Array.from({ length: count }, (_, bucket) => {
    const end = start + (bucket + 1) * bucketMs;
    const round = Math.ceil((end + zoneMs) / step - 1) * step - zoneMs;
    return round >= end - bucketMs ? formatTick(round, spanMs) : '';
  });
}
