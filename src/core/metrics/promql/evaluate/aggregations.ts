import type { Aggregation, AggregationOperator } from '../syntax/expression.ts';
import { mergeSameLabels, newColumn, setValue, type Column, type TimeGrid } from './columns.ts';
import { countValues } from './count-values.ts';
import type { Evaluation } from './evaluation.ts';
import { signatureOf, type LabelSet } from './label-set.ts';
import { staysInfinite } from './over-time.ts';
import { quantileOf } from './quantile.ts';
import { extremes, sizesOf } from './extremes.ts';

export interface Group {
  readonly labels: LabelSet;
  readonly columns: Column[];
}

/** An aggregation over the series of each group, step by step. */
export function evaluateAggregation(
  aggregation: Aggregation,
  grid: TimeGrid,
  evaluation: Evaluation,
): Column[] {
  const { operator, parameter, expression } = aggregation;
  const { budget } = evaluation.context;
  if (operator === 'count_values') {
    const label = parameter === null ? '' : evaluation.text(parameter);
    return countValues(aggregation, label, evaluation.vector(expression, grid), budget);
  }
  const parameters = parameter === null ? null : evaluation.scalar(parameter, grid);
  const groups = groupColumns(evaluation.vector(expression, grid), aggregation);
  if (parameters !== null && (operator === 'topk' || operator === 'bottomk')) {
    const sizes = sizesOf(parameters);
    return mergeSameLabels(
      groups.flatMap((group) => extremes(group.columns, sizes, operator === 'topk', budget)),
    );
  }
  return groups.map(({ labels, columns }) => {
    const result = newColumn(labels, grid.steps, budget);
    budget.work(columns.length * grid.steps);
    if (parameters === null) aggregate(operator, columns, result);
    else quantiles(columns, parameters, result);
    return result;
  });
}

function groupColumns(
  columns: readonly Column[],
  { grouping, without }: Pick<Aggregation, 'grouping' | 'without'>,
): Group[] {
  const names = new Set(grouping);
  const groups = new Map<string, Group>();
  for (const column of columns) {
    const labels = signatureOf(column.labels, names, !without);
    const group = groups.get(labels.key);
    if (group === undefined) groups.set(labels.key, { labels, columns: [column] });
    else group.columns.push(column);
  }
  return [...groups.values()];
}

function aggregate(operator: AggregationOperator, columns: readonly Column[], result: Column): void {
  switch (operator) {
    case 'sum':
      return fold(columns, result, (sum, value) => sum + value);
    case 'min':
      return fold(columns, result, (least, value) => (value < least || Number.isNaN(least) ? value : least));
    case 'max':
      return fold(columns, result, (most, value) => (value > most || Number.isNaN(most) ? value : most));
    case 'count':
      return counts(columns, result);
    case 'group':
      for (const { present } of columns)
        for (let step = 0; step < present.length; step += 1)
          if (present[step] === 1) setValue(result, step, 1);
      return;
    case 'avg':
      return means(columns, result);
    case 'stddev':
    case 'stdvar':
      return variances(columns, result, operator === 'stddev');
    case 'topk':
    case 'bottomk':
    case 'quantile':
    case 'count_values':
      // These have a parameter, and are not made value by value.
      return;
  }
}

function fold(
  columns: readonly Column[],
  result: Column,
  combine: (result: number, value: number) => number,
): void {
  for (const { values, present } of columns) {
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] !== 1) continue;
      const value = values[step] ?? NaN;
      setValue(result, step, result.present[step] === 1 ? combine(result.values[step] ?? NaN, value) : value);
    }
  }
}

function counts(columns: readonly Column[], result: Column): void {
  for (const { present } of columns)
    for (let step = 0; step < present.length; step += 1)
      if (present[step] === 1) setValue(result, step, (result.values[step] ?? 0) + 1);
}

function means(columns: readonly Column[], result: Column): void {
  const seen = new Float64Array(result.values.length);
  for (const { values, present } of columns) {
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] !== 1) continue;
      const count = (seen[step] ?? 0) + 1;
      seen[step] = count;
      const value = values[step] ?? NaN;
      const mean = result.values[step] ?? 0;
      if (count === 1) setValue(result, step, value);
      else if (!staysInfinite(mean, value)) setValue(result, step, mean + (value / count - mean / count));
    }
  }
}

/** In one pass. Source: Welford, Technometrics 4 (1962). */
function variances(columns: readonly Column[], result: Column, isDeviation: boolean): void {
  const steps = result.values.length;
  const seen = new Float64Array(steps);
  const means = new Float64Array(steps);
  for (const { values, present } of columns) {
    for (let step = 0; step < steps; step += 1) {
      if (present[step] !== 1) continue;
      const value = values[step] ?? NaN;
      const count = (seen[step] ?? 0) + 1;
      const delta = value - (means[step] ?? 0);
      // Of one value alone, also an infinite one, the variance is what Prometheus gives: zero.
      const mean = count === 1 ? value : (means[step] ?? 0) + delta / count;
      seen[step] = count;
      means[step] = mean;
      const squares = count === 1 ? 0 : (result.values[step] ?? 0) + delta * (value - mean);
      setValue(result, step, squares);
    }
  }
  for (let step = 0; step < steps; step += 1) {
    if (result.present[step] !== 1) continue;
    const variance = (result.values[step] ?? NaN) / (seen[step] ?? 1);
    result.values[step] = isDeviation ? Math.sqrt(variance) : variance;
  }
}

function quantiles(columns: readonly Column[], parameters: Float64Array, result: Column): void {
  const buffer = new Float64Array(columns.length);
  for (let step = 0; step < parameters.length; step += 1) {
    let count = 0;
    for (const { values, present } of columns) {
      if (present[step] !== 1) continue;
      buffer[count] = values[step] ?? NaN;
      count += 1;
    }
    if (count > 0) setValue(result, step, quantileOf(parameters[step] ?? NaN, buffer.subarray(0, count)));
  }
}
