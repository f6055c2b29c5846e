export * from './guard-run.ts';
