export { compilePolicies } from './compile-policies.ts';
export type { PolicyEngine } from './compile-policies.ts';
export type { PolicySource } from './compiled-set.ts';
export { PolicyRegistry } from './policy-registry.ts';
