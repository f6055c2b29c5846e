export { GuardrailsAiClient, type GuardrailsAiServer } from './guardrails-ai-client.ts';
export type { GuardrailsAiVerdict } from './validation-answer.ts';
