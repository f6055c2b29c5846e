import { newColumn, refuseSameLabels, timeOf, type Column, type TimeGrid } from './columns.ts';
import type { QueryContext, RangeInput, SampleRun } from './evaluation.ts';

/** The samples that a function of a range vector sees at one step: from index `from` up to, not with, `to`. */
export interface Window {
  readonly times: Float64Array;
  readonly values: Float64Array;
  from: number;
  to: number;
  /** The ends of the range, as `offset` and `@` moved it. */
  fromMs: number;
  toMs: number;
  /** The time of evaluation itself. */
  atMs: number;
  step: number;
}

/** Looks at one window after the other of a run, and sets the value of each step that has one. */
export type WindowFunction = (window: Window, result: Column) => void;

/** Makes the function for one run; what it notes between the windows of a run lives in it. */
export type RangeFunction = (run: SampleRun) => WindowFunction;

/** Applies a function of range vectors: two pointers move along each run. Windows without samples have no value. */
export function overWindows(
  input: RangeInput,
  grid: TimeGrid,
  context: QueryContext,
  rangeFunction: RangeFunction,
  keepsName: boolean,
): Column[] {
  const columns = input.runs.map((run) => {
    const column = newColumn(keepsName ? run.labels : run.labels.dropName(), grid.steps, context.budget);
    slide(run, input, grid, context, rangeFunction(run), column);
    return column;
  });
  return refuseSameLabels(columns);
}

function slide(
  run: SampleRun,
  { rangeMs, references }: RangeInput,
  grid: TimeGrid,
  { budget }: QueryContext,
  apply: WindowFunction,
  column: Column,
): void {
  const { times, values } = run;
  const window: Window = { times, values, from: 0, to: 0, fromMs: 0, toMs: 0, atMs: 0, step: 0 };
  for (let step = 0; step < grid.steps; step += 1) {
    window.step = step;
    window.atMs = timeOf(grid, step);
    window.toMs = timeOf(references, step);
    window.fromMs = window.toMs - rangeMs;
    while (window.to < times.length && (times[window.to] ?? 0) <= window.toMs) window.to += 1;
    while (window.from < window.to && (times[window.from] ?? 0) < window.fromMs) window.from += 1;
    if (window.from === window.to) continue;
    apply(window, column);
    budget.work(window.to - window.from);
  }
}
