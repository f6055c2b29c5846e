export type { Clause, FilterExpression, FilterOperator, Pattern, Place } from './filter-expression.ts';
export { FILTER_OPERATORS } from './filter-expression.ts';
export { printClause, printFilter } from './print-filter.ts';
