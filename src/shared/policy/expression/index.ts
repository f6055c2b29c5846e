export * from './comparison.ts';
export { compileCondition, type Condition, type ConditionPart } from './condition.ts';
export { checkExpression, compileExpression } from './expression.ts';
export type { CheckedExpression, Expression } from './expression.ts';
export { containsWord, matchesGlob } from './text-tests.ts';
