import type { Aggregate, SeriesSource } from '../../series-source.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Column, GridValue, TimeGrid } from './columns.ts';
import type { LabelSet } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

/** What holds for a whole query. */
export interface QueryContext {
  readonly source: SeriesSource;
  readonly budget: QueryBudget;
  /** What `start()` and `end()` are. */
  readonly fromMs: number;
  readonly toMs: number;
  /** How far back an instant vector looks for a sample. */
  readonly lookbackMs: number;
  /** The step of subqueries that name none. */
  readonly subqueryStepMs: number;
}

/** Samples of one series without stale markers, oldest first. */
export interface SampleRun {
  readonly labels: LabelSet;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How many of the first ones are aggregates. */
  readonly downsampled: number;
}

/** A range vector: of each run, the samples from `rangeMs` before each reference time up to it, both included. */
export interface RangeInput {
  readonly runs: readonly SampleRun[];
  readonly rangeMs: number;
  readonly references: TimeGrid;
}

/** What parts of the evaluator ask of the whole. */
export interface Evaluation {
  readonly context: QueryContext;
  evaluate(expression: Expression, grid: TimeGrid): GridValue;
  vector(expression: Expression, grid: TimeGrid): readonly Column[];
  scalar(expression: Expression, grid: TimeGrid): Float64Array;
  text(expression: Expression): string;
  range(expression: Expression, grid: TimeGrid, aggregate?: Aggregate): RangeInput;
}
