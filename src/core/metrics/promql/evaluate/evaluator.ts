import type { Aggregate } from '../../series-source.ts';
import { withoutParens, type Expression } from '../syntax/expression.ts';
import { evaluateAggregation } from './aggregations.ts';
import { evaluateBinary } from './binary.ts';
import { evaluateCall } from './calls.ts';
import { failed, mergeSameLabels, newColumn, refuseSameLabels, setValue } from './columns.ts';
import type { Column, GridValue, TimeGrid } from './columns.ts';
import type { Evaluation, QueryContext, RangeInput } from './evaluation.ts';
import { selectInstants, selectRanges } from './select-samples.ts';
import { evaluateSubquery } from './subquery.ts';

/** Evaluates expressions for all times of a grid at once, column by column. */
export class Evaluator implements Evaluation {
  readonly context: QueryContext;

  constructor(context: QueryContext) {
    this.context = context;
  }

  /** What the parts of an expression held is given back once it is evaluated. */
  evaluate(expression: Expression, grid: TimeGrid): GridValue {
    const { budget } = this.context;
    const before = budget.samples;
    const value = this.#evaluate(expression, grid);
    budget.holdOnly(before + sizeOf(value));
    budget.work(1);
    return value;
  }

  vector(expression: Expression, grid: TimeGrid): readonly Column[] {
    const value = this.evaluate(expression, grid);
    return value.kind === 'vector' ? value.columns : [];
  }

  scalar(expression: Expression, grid: TimeGrid): Float64Array {
    const value = this.evaluate(expression, grid);
    return value.kind === 'scalar' ? value.values : new Float64Array(grid.steps).fill(NaN);
  }

  text(expression: Expression): string {
    const inner = withoutParens(expression);
    return inner.kind === 'string' ? inner.value : '';
  }

  range(expression: Expression, grid: TimeGrid, aggregate: Aggregate = 'last'): RangeInput {
    const inner = withoutParens(expression);
    if (inner.kind === 'subquery') return evaluateSubquery(inner, grid, this);
    if (inner.kind === 'selector' && inner.rangeMs !== null)
      return selectRanges(inner, inner.rangeMs, grid, this.context, aggregate);
    throw failed('expected a range vector');
  }

  #evaluate(expression: Expression, grid: TimeGrid): GridValue {
    switch (expression.kind) {
      case 'number':
        this.context.budget.take(grid.steps);
        return { kind: 'scalar', values: new Float64Array(grid.steps).fill(expression.value) };
      case 'string':
        return { kind: 'string', value: expression.value };
      case 'selector':
        return { kind: 'vector', columns: mergeSameLabels(selectInstants(expression, grid, this.context)) };
      case 'paren':
        return this.evaluate(expression.expression, grid);
      case 'unary':
        return this.#unary(expression.operator, this.evaluate(expression.expression, grid));
      case 'binary':
        return evaluateBinary(expression, grid, this);
      case 'aggregation':
        return { kind: 'vector', columns: evaluateAggregation(expression, grid, this) };
      case 'call':
        return evaluateCall(expression, grid, this);
      case 'subquery':
        throw failed('a subquery can only be the argument of a function');
    }
  }

  #unary(operator: '+' | '-', value: GridValue): GridValue {
    if (operator === '+' || value.kind === 'string') return value;
    if (value.kind === 'scalar') return { kind: 'scalar', values: value.values.map((number) => -number) };
    const columns = value.columns.map(({ labels, values, present }) => {
      const result = newColumn(labels.dropName(), values.length, this.context.budget);
      present.forEach((there, step) => {
        if (there === 1) setValue(result, step, -(values[step] ?? NaN));
      });
      return result;
    });
    return { kind: 'vector', columns: refuseSameLabels(columns) };
  }
}

function sizeOf(value: GridValue): number {
  if (value.kind === 'string') return 0;
  if (value.kind === 'scalar') return value.values.length;
  return value.columns.reduce((sum, { values }) => sum + values.length, 0);
}
