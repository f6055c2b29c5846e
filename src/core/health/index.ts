export { Health, type HealthParts } from './health.ts';
export type { CacheFigures, HealthSources } from './health-sources.ts';
export { openProbes } from './open-probes.ts';
export { RecentCalls, type EndedCall } from './recent-calls.ts';
