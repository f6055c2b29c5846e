/** The time, and waiting for it. Tests drive one by hand. */
export interface AlertClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Seconds of a clock that only goes on. */
  seconds(): number;
  /** Calls once, after so many milliseconds; what it returns calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

export const SYSTEM_CLOCK: AlertClock = {
  now: () => Date.now(),
  seconds: () => performance.now() / 1_000,
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
