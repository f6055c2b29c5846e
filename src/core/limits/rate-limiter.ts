/** What a limit counts for one subject. */
export interface BucketName {
  /** The same for the same limit in every engine; another one once what the limit says has changed. */
  readonly name: string;
  readonly subject: string;
}

/** One bucket that a call must pass. */
export interface RateCheck extends BucketName {
  /** What the call costs and how far ahead the bucket may be, in microseconds. */
  readonly step: number;
  readonly tolerance: number;
}

export interface RateOutcome {
  /** All checks passed and were charged; otherwise none was. */
  readonly allowed: boolean;
  /** For each check how far its bucket is ahead of now, in microseconds: after the charge, or as it was found. */
  readonly ahead: readonly number[];
  /** The limiter's clock at the decision, in microseconds. */
  readonly now: number;
}

/** Corrects an earlier charge when the true cost is known. */
export interface RateCorrection extends BucketName {
  /** Microseconds: positive to charge more, negative to give back. */
  readonly delta: number;
  /** Where the bucket stood after the earlier charge, in the limiter's clock. */
  readonly reservedUntil: number;
}

/** Counts requests and tokens by GCRA. All checks of a call pass together or not at all. */
export interface RateLimiter {
  take(checks: readonly RateCheck[]): RateOutcome | Promise<RateOutcome>;
  correct(corrections: readonly RateCorrection[]): void | Promise<void>;
}
