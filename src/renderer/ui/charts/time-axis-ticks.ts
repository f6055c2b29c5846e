const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY),
];

/** The round times of the user's clock from one time to another, milliseconds; at most `most` of them. */
export function timeAxisTicks(fromMs: number, toMs: number, most: number): number[] {
  const spanMs = toMs - fromMs;
  if (!(spanMs > 0) || most < 1) return [];
  const step = STEPS.find((candidate) => spanMs / candidate <= most) ?? spanMs;
  const zoneMs = -new Date(fromMs).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((fromMs + zoneMs) / step) * step - zoneMs;
  const count = Math.floor((toMs - first) / step) + 1;
  return Array.from({ length: Math.max(0, Math.min(count, most + 1)) }, (_, index) => first + index * step);
}
