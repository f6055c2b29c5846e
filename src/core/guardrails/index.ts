export { compileGuard } from './compile-guard.ts';
export type { CompiledGuard, Verdict } from './compiled-guard.ts';
export type { AnswerWatch, GuardedCall, Guardrails, GuardText, InputReport, Redaction } from './guard.ts';
export { GuardRegistry } from './guard-registry.ts';
export { createGuardrails } from './guardrails.ts';
export { GuardrailsAiClient } from './guardrails-ai/index.ts';
