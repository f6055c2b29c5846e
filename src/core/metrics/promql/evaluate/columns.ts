import { SignalboxError } from '../../../../shared/errors.ts';
import type { LabelSet } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

/** The times at which an expression is evaluated: `fromMs`, and each `stepMs` after it. */
export interface TimeGrid {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly steps: number;
}

/** One series on a grid. A value may be NaN, so what is not there is said beside it. */
export interface Column {
  readonly labels: LabelSet;
  readonly values: Float64Array;
  /** 1 where there is a value. */
  readonly present: Uint8Array;
}

export type GridValue =
  | { readonly kind: 'scalar'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly columns: readonly Column[] };

export function newColumn(labels: LabelSet, steps: number, budget: QueryBudget): Column {
  budget.take(steps);
  return { labels, values: new Float64Array(steps), present: new Uint8Array(steps) };
}

export function setValue(column: Column, step: number, value: number): void {
  column.values[step] = value;
  column.present[step] = 1;
}

export function timeOf(grid: TimeGrid, step: number): number {
  return grid.fromMs + step * grid.stepMs;
}

export function isEmpty(column: Column): boolean {
  return !column.present.includes(1);
}

export function failed(reason: string): SignalboxError {
  return new SignalboxError('PROMQL_FAILED', { reason });
}

/**
 * Columns of equal labels become one, where each has its own steps.
 * @throws SignalboxError PROMQL_FAILED: two of them have a value at the same step
 */
export function mergeSameLabels(columns: readonly Column[]): Column[] {
  const byKey = new Map<string, Column>();
  for (const column of columns) {
    const earlier = byKey.get(column.labels.key);
    if (earlier === undefined) byKey.set(column.labels.key, column);
    else byKey.set(column.labels.key, mergeTwo(earlier, column));
  }
  return [...byKey.values()];
}

function mergeTwo(a: Column, b: Column): Column {
  const merged = { labels: a.labels, values: a.values.slice(), present: a.present.slice() };
  for (let step = 0; step < b.values.length; step += 1) {
    if (b.present[step] !== 1) continue;
    if (merged.present[step] === 1) throw sameLabels();
    setValue(merged, step, b.values[step] ?? NaN);
  }
  return merged;
}

/** Of functions of range vectors: no two series may be alike, also at different times. */
export function refuseSameLabels(columns: readonly Column[]): Column[] {
  const seen = new Set<string>();
  const kept = columns.filter((column) => !isEmpty(column));
  for (const { labels } of kept) {
    if (seen.has(labels.key)) throw sameLabels();
    seen.add(labels.key);
  }
  return kept;
}

function sameLabels(): SignalboxError {
  return failed('vector cannot contain metrics with the same labelset');
}
