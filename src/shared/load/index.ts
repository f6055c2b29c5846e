export * from './plan.ts';
export * from './progress.ts';
export * from './result.ts';
export * from './run.ts';
export { Schedule } from './schedule.ts';
export * from './threshold.ts';
