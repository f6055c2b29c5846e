const DRIFT_LIMIT_MS = 5;

let anchorUnixMs = Date.now();
let anchorMonotonicMs = performance.now();

/**
 * The time as nanoseconds since 1970, with the microseconds that Date lacks. The monotonic clock stops while a laptop
 * sleeps and the wall clock is corrected now and then, so they are matched again when they disagree.
 */
export function nowUnixNano(): bigint {
  const monotonic = performance.now();
  let unixMs = anchorUnixMs + (monotonic - anchorMonotonicMs);
  const wall = Date.now();
  if (Math.abs(unixMs - wall) > DRIFT_LIMIT_MS) {
    anchorUnixMs = wall;
    anchorMonotonicMs = monotonic;
    unixMs = wall;
  }
  return msToNanos(unixMs);
}

/** Milliseconds with fractions to nanoseconds, to the microsecond. */
export function msToNanos(ms: number): bigint {
  return BigInt(Math.round(ms * 1000)) * 1000n;
}
