import {
  holds,
  isLowerBound,
  parseThreshold,
  type LoadPlan,
  type Threshold,
  type ThresholdResult,
} from '../../shared/load/index.ts';
import type { Tally } from './tally.ts';

/** Before so many seconds and answers a run is not aborted: its first answers are no measure of it. */
const GRACE_SECONDS = 2;
const GRACE_ANSWERS = 20;

/** The thresholds of a run, while it goes on and at its end. */
export class ThresholdWatch {
  readonly #thresholds: readonly { readonly threshold: Threshold; readonly abortOnFail: boolean }[];

  constructor(thresholds: LoadPlan['thresholds']) {
    this.#thresholds = thresholds.flatMap(({ expression, abortOnFail }) => {
      const threshold = parseThreshold(expression);
      return threshold === null ? [] : [{ threshold, abortOnFail }];
    });
  }

  /** The first that does not hold and ends the run; null: go on. */
  failedEarly(total: Tally, seconds: number): ThresholdResult | null {
    if (seconds < GRACE_SECONDS || total.completed + total.dropped < GRACE_ANSWERS) return null;
    for (const { threshold, abortOnFail } of this.#thresholds) {
      if (!abortOnFail || isLowerBound(threshold)) continue;
      const value = total.valueOf(threshold, seconds);
      if (value !== null && !holds(threshold, value))
        return { expression: threshold.expression, value, holds: false, aborted: true };
    }
    return null;
  }

  results(total: Tally, seconds: number, aborted: ThresholdResult | null): ThresholdResult[] {
    return this.#thresholds.map(({ threshold }) => {
      const { expression } = threshold;
      const value = total.valueOf(threshold, seconds);
      const isKept = value !== null && holds(threshold, value);
      return { expression, value, holds: isKept, aborted: aborted?.expression === expression };
    });
  }
}
