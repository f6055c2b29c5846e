export { evaluateInstant, evaluateRange } from './evaluate/evaluate-query.ts';
export type { EvaluationOptions, InstantOptions, RangeOptions } from './evaluate/evaluate-query.ts';
export { valueTest } from './evaluate/label-matching.ts';
export { DEFAULT_LIMITS, type QueryLimits } from './evaluate/query-budget.ts';
export type { PromqlExpression, Selector } from './syntax/expression.ts';
export { formatValue, parseDuration } from './syntax/literals.ts';
export { parsePromql } from './syntax/parse-promql.ts';
export { printExpression } from './syntax/print-expression.ts';
