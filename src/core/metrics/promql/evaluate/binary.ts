import { isComparison, isSetOperator } from '../syntax/check-types.ts';
import type { Binary, BinaryOperator } from '../syntax/expression.ts';
import { ARITHMETIC, COMPARISON } from './arithmetic.ts';
import type { Combination } from './combination.ts';
import {
  mergeSameLabels,
  newColumn,
  setValue,
  type Column,
  type GridValue,
  type TimeGrid,
} from './columns.ts';
import type { Evaluation } from './evaluation.ts';
import type { QueryBudget } from './query-budget.ts';
import { evaluateSetOperator } from './set-operators.ts';
import { matchVectors } from './vector-matching.ts';

export function evaluateBinary(binary: Binary, grid: TimeGrid, evaluation: Evaluation): GridValue {
  const left = evaluation.evaluate(binary.left, grid);
  const right = evaluation.evaluate(binary.right, grid);
  const { budget } = evaluation.context;
  if (left.kind === 'string' || right.kind === 'string') return { kind: 'vector', columns: [] };
  if (left.kind === 'vector' && right.kind === 'vector') {
    const columns = isSetOperator(binary.operator)
      ? evaluateSetOperator(binary, left.columns, right.columns, budget)
      : matchVectors(combinationOf(binary), binary.matching, left.columns, right.columns, budget);
    return { kind: 'vector', columns: mergeSameLabels(columns) };
  }
  if (left.kind === 'scalar' && right.kind === 'scalar')
    return { kind: 'scalar', values: betweenScalars(binary, left.values, right.values, budget) };
  const columns =
    left.kind === 'vector' && right.kind === 'scalar'
      ? left.columns.map((column) => withScalar(column, right.values, combinationOf(binary), false, budget))
      : right.kind === 'vector' && left.kind === 'scalar'
        ? right.columns.map((column) => withScalar(column, left.values, combinationOf(binary), true, budget))
        : [];
  return { kind: 'vector', columns: mergeSameLabels(columns) };
}

function combinationOf({ operator, returnBool }: Pick<Binary, 'operator' | 'returnBool'>): Combination {
  const keepsAll = () => true;
  if (!isComparison(operator)) {
    const value = ARITHMETIC[operator] ?? (() => NaN);
    // Prometheus 2.42 keeps the name after atan2, unlike after the others.
    return { keeps: keepsAll, value, filters: false, dropsName: operator !== 'atan2' };
  }
  const compare = comparison(operator);
  if (!returnBool) return { keeps: compare, value: (left) => left, filters: true, dropsName: false };
  const value = (left: number, right: number) => (compare(left, right) ? 1 : 0);
  return { keeps: keepsAll, value, filters: false, dropsName: true };
}

function comparison(operator: BinaryOperator): (left: number, right: number) => boolean {
  return COMPARISON[operator] ?? (() => false);
}

function betweenScalars(
  binary: Binary,
  left: Float64Array,
  right: Float64Array,
  budget: QueryBudget,
): Float64Array {
  budget.take(left.length);
  const { value } = combinationOf(binary);
  return left.map((leftValue, step) => value(leftValue, right[step] ?? NaN));
}

function withScalar(
  { labels, values, present }: Column,
  scalars: Float64Array,
  { keeps, value, filters, dropsName }: Combination,
  scalarIsLeft: boolean,
  budget: QueryBudget,
): Column {
  const result = newColumn(dropsName ? labels.dropName() : labels, values.length, budget);
  for (let step = 0; step < values.length; step += 1) {
    if (present[step] !== 1) continue;
    const own = values[step] ?? NaN;
    const scalar = scalars[step] ?? NaN;
    const left = scalarIsLeft ? scalar : own;
    const right = scalarIsLeft ? own : scalar;
    // A comparison that filters keeps the value of the series, on whichever side it stands.
    if (keeps(left, right)) setValue(result, step, filters ? own : value(left, right));
  }
  return result;
}
