export * from './alert.ts';
export * from './channel.ts';
export { formatDuration, parseDuration } from './duration.ts';
export { errorBudget } from './error-budget.ts';
export * from './rule.ts';
export * from './silence.ts';
export * from './slo.ts';
export { splitThreshold } from './threshold.ts';
