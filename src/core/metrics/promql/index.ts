export { evaluateInstant, evaluateRange } from './evaluate/evaluate-query.ts';
export { parseDuration } from './syntax/literals.ts';
export { parsePromql } from './syntax/parse-promql.ts';
export { printExpression } from './syntax/print-expression.ts';
