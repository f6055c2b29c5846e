export type { Clause, FilterExpression, FilterOperator, Pattern } from './filter-expression.ts';
export { topConditions, topValue, withoutTopCondition, withTopValue } from './filter-clauses.ts';
export {
  FILTER_FIELDS,
  filterField,
  isAttribute,
  type FieldType,
  type FilterField,
} from './filter-fields.ts';
export { filterParser } from './filter-parser.ts';
export type { FilterProblem } from './filter-problems.ts';
export {
  readAttributeValue,
  readValue,
  type AttributeNumbers,
  type Comparison,
  type PatternTest,
} from './filter-values.ts';
export { MAX_FILTER_LENGTH, parseFilter } from './parse-filter.ts';
export { printClause, printFilter } from './print-filter.ts';
