/** Makes one call that was due at this moment of `performance.now()`; never rejects. */
export type Start = (dueMs: number) => Promise<void>;

/** What decides when calls start. */
export interface Pacer {
  /** Resolves when nothing starts any more and every call has its answer. */
  readonly ended: Promise<void>;
  readonly inFlight: number;
  /** Due and not started. */
  readonly waiting: number;
  /** How many calls the plan wanted started by now. */
  asked(): number;
  /** Starts nothing more; calls that are under way still end. */
  stop(): void;
}
