export { GuardrailsAiClient } from './guardrails-ai-client.ts';
export { guardrailsAiGuard } from './guardrails-ai-guard.ts';
export type { GuardrailsAiVerdict } from './validation-answer.ts';
