export const BACKOFF_BASE_MS = 200;

/**
 * How long to wait before the next try: decorrelated jitter, from the base up to three times the wait before it.
 * Source: Marc Brooker, Exponential Backoff And Jitter,
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function decorrelatedJitter(previousMs: number, capMs: number, random: () => number): number {
  const upper = Math.max(BACKOFF_BASE_MS, previousMs * 3);
  return Math.min(capMs, BACKOFF_BASE_MS + random() * (upper - BACKOFF_BASE_MS));
}
