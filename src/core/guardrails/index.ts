export { AbuseDetector } from './abuse/index.ts';
export { compileGuard } from './compile-guard.ts';
export type { CompiledGuard, Verdict } from './compiled-guard.ts';
export type { GuardedCall, Guardrails, GuardText } from './guard.ts';
export { GuardRegistry } from './guard-registry.ts';
export { createGuardrails } from './guardrails.ts';
export { GuardrailsAiClient } from './guardrails-ai/index.ts';
