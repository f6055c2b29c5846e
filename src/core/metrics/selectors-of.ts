import type { Expression, Selector } from './promql/syntax/expression.ts';

/** Every series selector within an expression. */
export function selectorsOf(expression: Expression): Selector[] {
  switch (expression.kind) {
    case 'selector':
      return [expression];
    case 'subquery':
    case 'unary':
    case 'paren':
      return selectorsOf(expression.expression);
    case 'aggregation':
      return [
        ...(expression.parameter === null ? [] : selectorsOf(expression.parameter)),
        ...selectorsOf(expression.expression),
      ];
    case 'binary':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    case 'call':
      return expression.args.flatMap(selectorsOf);
    case 'number':
    case 'string':
      return [];
  }
}
