import { SignalboxError } from '../../../../shared/errors.ts';

export interface QueryLimits {
  /** Samples in memory at once; as Prometheus's `query.max-samples`. */
  readonly maxSamples: number;
}
export const DEFAULT_LIMITS: QueryLimits = { maxSamples: 50_000_000 };

export interface QueryControl {
  /** Milliseconds since 1970 after which the query ends with QUERY_TIMEOUT. */
  readonly deadlineMs?: number | undefined;
  /** For the message of QUERY_TIMEOUT. */
  readonly timeoutSeconds?: number | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
  readonly limits?: Partial<QueryLimits> | undefined;
}

const CHECK_EVERY = 100_000;

/** What a query may use: samples in memory, and time. */
export class QueryBudget {
  readonly #control: QueryControl;
  readonly #maxSamples: number;
  #samples = 0;
  #sinceCheck = 0;

  constructor(control: QueryControl) {
    this.#control = control;
    this.#maxSamples = control.limits?.maxSamples ?? DEFAULT_LIMITS.maxSamples;
    this.check();
  }

  get samples(): number {
    return this.#samples;
  }

  /** Says that so many samples are about to be held. @throws SignalboxError PROMQL_FAILED */
  take(samples: number): void {
    this.#samples += samples;
    if (this.#samples > this.#maxSamples)
      throw new SignalboxError('PROMQL_FAILED', {
        reason: `query processing would load too many samples into memory in query execution (more than ${this.#maxSamples})`,
      });
    this.work(samples);
  }

  /** Says what is held after a part of the query is done. */
  holdOnly(samples: number): void {
    this.#samples = samples;
  }

  /** Says that so many samples are looked at. @throws SignalboxError QUERY_TIMEOUT, QUERY_CANCELLED */
  work(samples: number): void {
    this.#sinceCheck += samples;
    if (this.#sinceCheck < CHECK_EVERY) return;
    this.#sinceCheck = 0;
    this.check();
  }

  check(): void {
    const { deadlineMs, isCancelled, timeoutSeconds } = this.#control;
    if (isCancelled?.() === true) throw new SignalboxError('QUERY_CANCELLED');
    if (deadlineMs !== undefined && Date.now() > deadlineMs)
      throw new SignalboxError('QUERY_TIMEOUT', { seconds: timeoutSeconds ?? 'the allowed' });
  }
}
