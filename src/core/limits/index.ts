export type { Hold } from './admission.ts';
export { Limits } from './limits.ts';
export { anthropicHeaders, openAiHeaders } from './rate-headers.ts';
export { rateInWords, Refusal } from './refusal.ts';
export { RuleLimits, type RuleLimit } from './rule-limits.ts';
