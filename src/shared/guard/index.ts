export * from './guard-run.ts';
export * from './guard-figures.ts';
