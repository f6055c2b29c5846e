export type { AnswerWatch, GuardedCall, Guardrails, GuardText, InputReport, Redaction } from './guard.ts';
export { GuardRegistry } from './guard-registry.ts';
export { createGuardrails } from './guardrails.ts';
export { GuardrailsAiClient } from './guardrails-ai/index.ts';
