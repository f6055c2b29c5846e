export { checkContent } from './check-content.ts';
export { compilePolicies } from './compile-policies.ts';
export type { CompileOptions, PolicyEngine } from './compile-policies.ts';
export type { PolicySource } from './compiled-set.ts';
export { PolicyRegistry } from './policy-registry.ts';
