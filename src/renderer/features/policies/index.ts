export { PoliciesPage } from './list/policies-page.tsx';
export { policiesSearchSchema, policySearchSchema } from './policies-search.ts';
export { PolicyPage } from './policy-page.tsx';
