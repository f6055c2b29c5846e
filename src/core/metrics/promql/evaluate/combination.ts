import type { Operation } from './arithmetic.ts';

/** Whether two values are kept, and what becomes of them. */
export interface Combination {
  readonly keeps: (left: number, right: number) => boolean;
  readonly value: Operation;
  /** Whether it chooses among the samples instead of making new ones. */
  readonly filters: boolean;
  /** Results of arithmetic, and 0 or 1, are no longer the metric. */
  readonly dropsName: boolean;
}
