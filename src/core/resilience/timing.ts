import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance, so that tests decide both. */
export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, but not, 1. */
  readonly random: () => number;
  /** Rejects with the signal's reason when that aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (ms, signal) =>
    delay(ms, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    }),
};
