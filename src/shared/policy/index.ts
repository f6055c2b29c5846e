export * from './policy-action.ts';
export * from './policy-input.ts';
export * from './policy-outcome.ts';
export * from './policy-set.ts';
