export * from './comparison.ts';
export { compileCondition, type Condition, type ConditionPart } from './condition.ts';
export { checkExpression, compileExpression } from './expression.ts';
export { POLICY_FUNCTIONS } from './cel-environment.ts';
export { matchesGlob } from './text-tests.ts';
export { expressionFromForm, formFromExpression, simplifyForm } from './form.ts';
export type { Form, FormGroup, FormJoin } from './form.ts';
