export { Health } from './health.ts';
export type { HealthSources } from './health-sources.ts';
export { openProbes } from './open-probes.ts';
export { queueStatistics } from './queue-statistics.ts';
export { RecentCalls } from './recent-calls.ts';
export { RecentP95 } from './recent-p95.ts';
