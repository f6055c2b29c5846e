export { actionProblem } from './action-problem.ts';
export * from './policy-action.ts';
export * from './policy-evaluation.ts';
export * from './policy-fields.ts';
export * from './policy-input.ts';
export * from './policy-outcome.ts';
export * from './policy-set.ts';
export { policySubject } from './policy-subject.ts';
