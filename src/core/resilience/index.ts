export { Resilience, type AttemptContext } from './resilience.ts';
export { UpstreamRefusal } from './upstream-refusal.ts';
