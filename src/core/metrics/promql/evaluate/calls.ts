import type { SeriesSamples } from '../../series-source.ts';
import { withoutParens, type Call } from '../syntax/expression.ts';
import type { FunctionName } from '../syntax/function-signatures.ts';
import { evaluateAbsent } from './absent.ts';
import { greater, lesser } from './arithmetic.ts';
import {
  mergeSameLabels,
  newColumn,
  setValue,
  timeOf,
  type Column,
  type GridValue,
  type TimeGrid,
} from './columns.ts';
import type { Evaluation } from './evaluation.ts';
import { histogramQuantile } from './histogram-quantile.ts';
import { evaluateLabelCall } from './label-functions.ts';
import { LabelSet } from './label-set.ts';
import { DATE_FUNCTIONS, MATH_FUNCTIONS, roundTo } from './math-functions.ts';
import type { QueryBudget } from './query-budget.ts';
import { evaluateRangeCall } from './range-calls.ts';
import { selectInstants } from './select-samples.ts';
import { sortColumns } from './sort-columns.ts';

type VectorFunction = (call: Call, grid: TimeGrid, evaluation: Evaluation) => readonly Column[];

const VECTOR_FUNCTIONS: Partial<Record<FunctionName, VectorFunction>> = {
  absent: evaluateAbsent,
  absent_over_time: evaluateAbsent,
  clamp: clamped,
  clamp_max: clamped,
  clamp_min: clamped,
  histogram_quantile: (call, grid, evaluation) =>
    histogramQuantile(
      argument(call, 1, grid, evaluation),
      parameter(call, 0, grid, evaluation),
      evaluation.context.budget,
    ),
  label_join: evaluateLabelCall,
  label_replace: evaluateLabelCall,
  round: rounded,
  sort: (call, grid, evaluation) => sortColumns(argument(call, 0, grid, evaluation), false),
  sort_desc: (call, grid, evaluation) => sortColumns(argument(call, 0, grid, evaluation), true),
  timestamp: timestamps,
  vector: (call, grid, evaluation) => [fromScalars(parameter(call, 0, grid, evaluation))],
};

/** A call of a function. */
export function evaluateCall(call: Call, grid: TimeGrid, evaluation: Evaluation): GridValue {
  if (call.name === 'time') return { kind: 'scalar', values: times(grid, evaluation) };
  if (call.name === 'pi') return { kind: 'scalar', values: scalars(grid, evaluation).fill(Math.PI) };
  if (call.name === 'scalar')
    return { kind: 'scalar', values: onlyValues(argument(call, 0, grid, evaluation), grid, evaluation) };
  return { kind: 'vector', columns: vectorCall(call, grid, evaluation) };
}

function vectorCall(call: Call, grid: TimeGrid, evaluation: Evaluation): readonly Column[] {
  const { name } = call;
  const { budget } = evaluation.context;
  const math = MATH_FUNCTIONS[name];
  if (math !== undefined) return mapValues(argument(call, 0, grid, evaluation), budget, math);
  const date = DATE_FUNCTIONS[name];
  if (date !== undefined) return mapValues(dates(call, grid, evaluation), budget, date);
  const special = VECTOR_FUNCTIONS[name];
  if (special !== undefined) return special(call, grid, evaluation);
  return evaluateRangeCall(call, grid, evaluation) ?? [];
}

function argument(call: Call, index: number, grid: TimeGrid, evaluation: Evaluation): readonly Column[] {
  const expression = call.args[index];
  return expression === undefined ? [] : evaluation.vector(expression, grid);
}

function parameter(call: Call, index: number, grid: TimeGrid, evaluation: Evaluation): Float64Array {
  const expression = call.args[index];
  return expression === undefined ? scalars(grid, evaluation) : evaluation.scalar(expression, grid);
}

function scalars(grid: TimeGrid, { context }: Evaluation): Float64Array {
  context.budget.take(grid.steps);
  return new Float64Array(grid.steps);
}

function times(grid: TimeGrid, evaluation: Evaluation): Float64Array {
  return scalars(grid, evaluation).map((_zero, step) => timeOf(grid, step) / 1_000);
}

function fromScalars(values: Float64Array): Column {
  return { labels: LabelSet.EMPTY, values, present: new Uint8Array(values.length).fill(1) };
}

/** The value of a vector of one series; NaN where it has none or several. */
function onlyValues(columns: readonly Column[], grid: TimeGrid, evaluation: Evaluation): Float64Array {
  const values = scalars(grid, evaluation);
  const seen = new Uint32Array(grid.steps);
  for (const column of columns) {
    for (let step = 0; step < grid.steps; step += 1) {
      if (column.present[step] !== 1) continue;
      seen[step] = (seen[step] ?? 0) + 1;
      values[step] = column.values[step] ?? NaN;
    }
  }
  return values.map((value, step) => (seen[step] === 1 ? value : NaN));
}

/** The same function of every value; the result is no longer the metric. */
function mapValues(
  columns: readonly Column[],
  budget: QueryBudget,
  compute: (value: number, step: number) => number,
): Column[] {
  return mergeSameLabels(
    columns.map(({ labels, values, present }) => {
      const result = newColumn(labels.dropName(), values.length, budget);
      for (let step = 0; step < values.length; step += 1)
        if (present[step] === 1) setValue(result, step, compute(values[step] ?? NaN, step));
      return result;
    }),
  );
}

/** Functions of dates without an argument are of the time of evaluation. */
function dates(call: Call, grid: TimeGrid, evaluation: Evaluation): readonly Column[] {
  return call.args.length === 0
    ? [fromScalars(times(grid, evaluation))]
    : argument(call, 0, grid, evaluation);
}

function rounded(call: Call, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const multiples = call.args.length < 2 ? null : parameter(call, 1, grid, evaluation);
  const columns = argument(call, 0, grid, evaluation);
  return mapValues(columns, evaluation.context.budget, (value, step) =>
    roundTo(value, multiples?.[step] ?? 1),
  );
}

function clamped(call: Call, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const { budget } = evaluation.context;
  const columns = argument(call, 0, grid, evaluation);
  const first = parameter(call, 1, grid, evaluation);
  if (call.name === 'clamp_max')
    return mapValues(columns, budget, (value, step) => lesser(first[step] ?? NaN, value));
  if (call.name === 'clamp_min')
    return mapValues(columns, budget, (value, step) => greater(first[step] ?? NaN, value));
  const highest = parameter(call, 2, grid, evaluation);
  const isEmptyRange = (step: number) => (highest[step] ?? NaN) < (first[step] ?? NaN);
  const kept = columns.map((column) => ({
    ...column,
    present: column.present.map((there, step) => (isEmptyRange(step) ? 0 : there)),
  }));
  return mapValues(kept, budget, (value, step) =>
    greater(first[step] ?? NaN, lesser(highest[step] ?? NaN, value)),
  );
}

/** Of a selector the times of its samples, of anything else the time of evaluation. */
function timestamps(call: Call, grid: TimeGrid, evaluation: Evaluation): Column[] {
  const [expression] = call.args;
  const inner = expression === undefined ? null : withoutParens(expression);
  const { context } = evaluation;
  if (inner?.kind !== 'selector')
    return mapValues(
      argument(call, 0, grid, evaluation),
      context.budget,
      (_value, step) => timeOf(grid, step) / 1_000,
    );
  const timeOfSample = ({ times: sampled }: SeriesSamples, index: number) => (sampled[index] ?? NaN) / 1_000;
  const columns = selectInstants(inner, grid, context, timeOfSample);
  return mapValues(columns, context.budget, (seconds) => seconds);
}
