export { diagnose } from './diagnose.ts';
export { IdempotentAnswers } from './idempotent-answers.ts';
export { RecentOutcomes } from './recent-outcomes.ts';
export { Resilience, type AttemptContext } from './resilience.ts';
export type { Ending } from './shared-answer.ts';
export { UpstreamRefusal } from './upstream-refusal.ts';
