import type { Call, Expression } from '../syntax/expression.ts';
import { newColumn, setValue, type Column, type TimeGrid } from './columns.ts';
import type { Evaluation } from './evaluation.ts';
import { LabelSet, METRIC_NAME } from './label-set.ts';
import { presentOverTime } from './over-time.ts';
import { overWindows } from './windows.ts';

/** `absent` and `absent_over_time`: one series, with a value where the argument has none. */
export function evaluateAbsent({ name, args }: Call, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const [argument] = args;
  if (argument === undefined) return [];
  const { context } = evaluation;
  const there = name === 'absent' ? evaluation.vector(argument, grid) : presence(argument, grid, evaluation);
  const result = newColumn(labelsOfAbsent(argument), grid.steps, context.budget);
  for (let step = 0; step < grid.steps; step += 1)
    if (!there.some(({ present }) => present[step] === 1)) setValue(result, step, 1);
  return [result];
}

/** Series by series: here it does not matter whether two are alike. */
function presence(argument: Expression, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const input = evaluation.range(argument, grid);
  return input.runs.flatMap((run) =>
    overWindows({ ...input, runs: [run] }, grid, evaluation.context, presentOverTime, true),
  );
}

/** Labels that the series would have had: those that the selector wants to be equal to one value. */
function labelsOfAbsent(argument: Expression): LabelSet {
  if (argument.kind !== 'selector') return LabelSet.EMPTY;
  const values = new Map<string, string>();
  const named = new Set([METRIC_NAME]);
  for (const { name, operator, value } of argument.matchers) {
    // A later matcher takes the label away again, as in Prometheus.
    if (operator !== '=' || named.has(name)) values.delete(name);
    else {
      values.set(name, value);
      named.add(name);
    }
  }
  return LabelSet.of([...values]);
}
