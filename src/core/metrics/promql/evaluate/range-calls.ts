import type { Aggregate } from '../../series-source.ts';
import type { Call } from '../syntax/expression.ts';
import type { FunctionName } from '../syntax/function-signatures.ts';
import { failed, type Column, type TimeGrid } from './columns.ts';
import type { Evaluation } from './evaluation.ts';
import {
  averageOverTime,
  changesOverTime,
  countOverTime,
  deviationOverTime,
  doubleSmoothing,
  lastOverTime,
  maxOverTime,
  minOverTime,
  presentOverTime,
  quantileOverTime,
  resetsOverTime,
  sumOverTime,
  varianceOverTime,
} from './over-time.ts';
import { extrapolated, instantaneous } from './rates.ts';
import { prediction, slope } from './regression.ts';
import { overWindows, type RangeFunction } from './windows.ts';

const PLAIN: Partial<Record<FunctionName, RangeFunction>> = {
  rate: extrapolated(true, true),
  increase: extrapolated(true, false),
  delta: extrapolated(false, false),
  irate: instantaneous(true),
  idelta: instantaneous(false),
  deriv: slope,
  changes: changesOverTime,
  resets: resetsOverTime,
  count_over_time: countOverTime,
  last_over_time: lastOverTime,
  max_over_time: maxOverTime,
  min_over_time: minOverTime,
  present_over_time: presentOverTime,
  stddev_over_time: deviationOverTime,
  stdvar_over_time: varianceOverTime,
  sum_over_time: sumOverTime,
};

/** Which value of downsampled steps a function wants. */
const AGGREGATES: Partial<Record<FunctionName, Aggregate>> = {
  count_over_time: 'count',
  max_over_time: 'max',
  min_over_time: 'min',
  sum_over_time: 'sum',
};

/** A function of a range vector; null: it is none. */
export function evaluateRangeCall(call: Call, grid: TimeGrid, evaluation: Evaluation): Column[] | null {
  const { name, args } = call;
  const plain = PLAIN[name];
  const [first, second, third] = args;
  if (first === undefined) return null;
  if (name === 'avg_over_time') return averages(call, grid, evaluation);
  if (plain !== undefined) {
    const input = evaluation.range(first, grid, AGGREGATES[name]);
    return overWindows(input, grid, evaluation.context, plain, name === 'last_over_time');
  }
  if (second === undefined) return null;
  if (name === 'quantile_over_time') {
    const quantiles = evaluation.scalar(first, grid);
    const input = evaluation.range(second, grid);
    return overWindows(input, grid, evaluation.context, quantileOverTime(quantiles), false);
  }
  if (name === 'predict_linear') {
    const input = evaluation.range(first, grid);
    return overWindows(input, grid, evaluation.context, prediction(evaluation.scalar(second, grid)), false);
  }
  if (name !== 'holt_winters' || third === undefined) return null;
  const smoothing = evaluation.scalar(second, grid);
  const trending = evaluation.scalar(third, grid);
  const input = evaluation.range(first, grid);
  return overWindows(input, grid, evaluation.context, checkedSmoothing(smoothing, trending), false);
}

/** Factors are looked at only where there is something to smooth, as Prometheus does. */
function checkedSmoothing(smoothing: Float64Array, trending: Float64Array): RangeFunction {
  const smooth = doubleSmoothing(smoothing, trending);
  return (run) => {
    const apply = smooth(run);
    return (window, result) => {
      refuseFactor('smoothing', smoothing[window.step] ?? NaN);
      refuseFactor('trend', trending[window.step] ?? NaN);
      apply(window, result);
    };
  };
}

function refuseFactor(what: string, factor: number): void {
  if (factor <= 0 || factor >= 1)
    throw failed(`invalid ${what} factor. Expected: 0 < factor < 1, got: ${factor}`);
}

/** The mean of downsampled steps is that of the samples they were made of: their sum over their count. */
function averages({ args: [first] }: Call, grid: TimeGrid, evaluation: Evaluation): Column[] | null {
  if (first === undefined) return null;
  const input = evaluation.range(first, grid, 'sum');
  const { context } = evaluation;
  if (input.runs.every(({ downsampled }) => downsampled === 0))
    return overWindows(input, grid, context, averageOverTime, false);
  const sums = overWindows(input, grid, context, sumOverTime, false);
  const counts = overWindows(evaluation.range(first, grid, 'count'), grid, context, countOverTime, false);
  const countOf = new Map(counts.map((column) => [column.labels.key, column]));
  return sums.map((sum) => ({
    ...sum,
    values: sum.values.map((value, step) => value / (countOf.get(sum.labels.key)?.values[step] ?? NaN)),
  }));
}
