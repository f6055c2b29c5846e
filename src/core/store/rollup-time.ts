export const NANOS_PER_MINUTE = 60_000_000_000n;
export const MINUTES_PER_HOUR = 60;

/** How many minutes a row of a rollup sums up. A row is named by the first of them. */
export const GRAINS = [1, MINUTES_PER_HOUR] as const;
export type Grain = (typeof GRAINS)[number];

/** 2000-01-01 and 2100-01-01: what a clock says outside is not the time. */
export const EARLIEST_PLAUSIBLE = 946_684_800_000_000_000n;
const LATEST_PLAUSIBLE = 4_102_444_800_000_000_000n;

/** Whether a time, in nanoseconds since 1970, can be when something happened. A fixed range, so that it never depends on when is asked. */
export function isPlausible(nanos: bigint): boolean {
  return nanos >= EARLIEST_PLAUSIBLE && nanos < LATEST_PLAUSIBLE;
}

/** Minutes since 1970. */
export function minuteOf(nanos: bigint): number {
  return Number(nanos / NANOS_PER_MINUTE);
}

export function hourOf(minute: number): number {
  return minute - (minute % MINUTES_PER_HOUR);
}
