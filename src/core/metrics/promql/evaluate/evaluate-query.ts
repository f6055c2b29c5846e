import type { InstantResult, MatrixSeries, RangeResult, VectorSample } from '../../../../shared/metrics.ts';
import type { SeriesSource } from '../../series-source.ts';
import { withoutParens, type Expression, type PromqlExpression } from '../syntax/expression.ts';
import { VALUE_TYPES } from '../syntax/value-type.ts';
import { syntaxError } from '../syntax/syntax-error.ts';
import { isEmpty, type Column, type TimeGrid } from './columns.ts';
import { Evaluator } from './evaluator.ts';
import { LabelSet } from './label-set.ts';
import { QueryBudget, type QueryControl } from './query-budget.ts';
import type { RangeInput, SampleRun } from './evaluation.ts';
import { toRun } from './subquery.ts';

const LOOKBACK_MS = 5 * 60_000;
const SUBQUERY_STEP_MS = 60_000;

export interface EvaluationOptions extends QueryControl {
  /** How far back an instant vector looks for a sample; 5 minutes by default. */
  readonly lookbackMs?: number;
}

export interface InstantOptions extends EvaluationOptions {
  readonly atMs: number;
}

export interface RangeOptions extends EvaluationOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/**
 * What an expression is at one time.
 * @throws SignalboxError PROMQL_FAILED, QUERY_TIMEOUT, QUERY_CANCELLED
 */
export function evaluateInstant(
  expression: PromqlExpression,
  source: SeriesSource,
  options: InstantOptions,
): InstantResult {
  const { atMs } = options;
  const grid: TimeGrid = { fromMs: atMs, stepMs: 1, steps: 1 };
  const evaluator = evaluatorFor(source, { ...options, fromMs: atMs, toMs: atMs });
  if (expression.type === 'matrix')
    return { kind: 'matrix', series: matrixAt(expression.root, grid, evaluator), warnings: [] };
  const value = evaluator.evaluate(expression.root, grid);
  if (value.kind === 'scalar') return { kind: 'scalar', atMs, value: value.values[0] ?? NaN };
  if (value.kind === 'string') return { kind: 'string', atMs, value: value.value };
  const samples = value.columns
    .filter(({ present }) => present[0] === 1)
    .map(({ labels, values }): VectorSample => ({
      labels: labels.toLabels(),
      atMs,
      value: values[0] ?? NaN,
    }));
  return { kind: 'vector', samples, warnings: [] };
}

/**
 * What an expression is at each step from `fromMs` to `toMs`, series sorted by their labels.
 * @throws SignalboxError PROMQL_INVALID (the expression is of a type that has no range), PROMQL_FAILED, QUERY_TIMEOUT,
 * QUERY_CANCELLED
 */
export function evaluateRange(
  expression: PromqlExpression,
  source: SeriesSource,
  options: RangeOptions,
): RangeResult {
  if (expression.type !== 'scalar' && expression.type !== 'vector')
    throw syntaxError(
      expression.text,
      0,
      `invalid expression type "${VALUE_TYPES[expression.type]}" for range query, must be Scalar or instant Vector`,
    );
  const { fromMs, toMs, stepMs } = options;
  const steps = toMs < fromMs ? 0 : Math.floor((toMs - fromMs) / stepMs) + 1;
  const grid: TimeGrid = { fromMs, stepMs, steps };
  const value = evaluatorFor(source, options).evaluate(expression.root, grid);
  const columns: readonly Column[] =
    value.kind === 'vector'
      ? value.columns
      : value.kind === 'scalar'
        ? [{ labels: LabelSet.EMPTY, values: value.values, present: new Uint8Array(steps).fill(1) }]
        : [];
  const series = columns
    .filter((column) => !isEmpty(column))
    .sort((a, b) => LabelSet.compare(a.labels, b.labels))
    .map((column) => toSeries(toRun(column, grid)));
  return { series, warnings: [] };
}

function evaluatorFor(
  source: SeriesSource,
  options: EvaluationOptions & { fromMs: number; toMs: number },
): Evaluator {
  const { fromMs, toMs, lookbackMs = LOOKBACK_MS } = options;
  const budget = new QueryBudget(options);
  return new Evaluator({ source, budget, fromMs, toMs, lookbackMs, subqueryStepMs: SUBQUERY_STEP_MS });
}

/** A range vector as it is: the samples of the range. */
function matrixAt(root: Expression, grid: TimeGrid, evaluator: Evaluator): MatrixSeries[] {
  const input: RangeInput = evaluator.range(withoutParens(root), grid);
  const toMs = input.references.fromMs;
  const fromMs = toMs - input.rangeMs;
  const isInside = (time: number) => time >= fromMs && time <= toMs;
  return [...input.runs]
    .sort((a, b) => LabelSet.compare(a.labels, b.labels))
    .map((run) => ({
      ...toSeries(run),
      times: run.times.filter(isInside),
      values: run.values.filter((_value, index) => isInside(run.times[index] ?? NaN)),
    }))
    .filter(({ times }) => times.length > 0);
}

function toSeries({ labels, times, values }: SampleRun): MatrixSeries {
  return { labels: labels.toLabels(), times, values };
}
