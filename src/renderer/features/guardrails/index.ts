export { GuardrailsPage } from './guardrails-page.tsx';
export { guardrailsSearchSchema } from './guardrails-search.ts';
