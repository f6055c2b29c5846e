import type { Expression, Selector } from './expression.ts';

/** Every selector of an expression, from left to right. */
export function selectorsOf(expression: Expression): Selector[] {
  switch (expression.kind) {
    case 'selector':
      return [expression];
    case 'binary':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    case 'call':
      return expression.args.flatMap(selectorsOf);
    case 'aggregation': {
      const inner = selectorsOf(expression.expression);
      return expression.parameter === null ? inner : [...selectorsOf(expression.parameter), ...inner];
    }
    case 'paren':
    case 'unary':
    case 'subquery':
      return selectorsOf(expression.expression);
    default:
      return [];
  }
}
