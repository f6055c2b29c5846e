import type { Subquery } from '../syntax/expression.ts';
import { timeOf, type Column, type TimeGrid } from './columns.ts';
import type { Evaluation, RangeInput, SampleRun } from './evaluation.ts';
import { referencesOf } from './select-samples.ts';

/** The expression of a subquery at the multiples of its step, as the samples of a range vector. */
export function evaluateSubquery(subquery: Subquery, grid: TimeGrid, evaluation: Evaluation): RangeInput {
  const { context } = evaluation;
  const references = referencesOf(subquery, grid, context);
  const inner = innerGrid(subquery, references, context.subqueryStepMs);
  const columns = inner.steps === 0 ? [] : evaluation.vector(subquery.expression, inner);
  const runs = columns.map((column) => toRun(column, inner));
  for (const { times } of runs) context.budget.take(times.length);
  return { runs, rangeMs: subquery.rangeMs, references };
}

function innerGrid({ rangeMs, stepMs }: Subquery, references: TimeGrid, defaultStepMs: number): TimeGrid {
  const step = stepMs ?? defaultStepMs;
  const earliest = references.fromMs - rangeMs;
  const latest = timeOf(references, Math.max(references.steps - 1, 0));
  const fromMs = Math.ceil(earliest / step) * step;
  const steps = references.steps === 0 ? 0 : Math.max(0, Math.floor((latest - fromMs) / step) + 1);
  return { fromMs, stepMs: step, steps };
}

export function toRun({ labels, values, present }: Column, grid: TimeGrid): SampleRun {
  let count = 0;
  for (const there of present) count += there;
  const run = { labels, times: new Float64Array(count), values: new Float64Array(count), downsampled: 0 };
  let next = 0;
  for (let step = 0; step < present.length; step += 1) {
    if (present[step] !== 1) continue;
    run.times[next] = timeOf(grid, step);
    run.values[next] = values[step] ?? NaN;
    next += 1;
  }
  return run;
}
