export type { Hold } from './admission.ts';
export { NoPlace } from './fair-queue.ts';
export { Limits } from './limits.ts';
export { anthropicHeaders, openAiHeaders } from './rate-headers.ts';
export { Refusal } from './refusal.ts';
