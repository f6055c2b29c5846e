export { IdempotentAnswers } from './idempotent-answers.ts';
export { Resilience, type AttemptContext } from './resilience.ts';
export type { Ending } from './shared-answer.ts';
export { UpstreamRefusal } from './upstream-refusal.ts';
