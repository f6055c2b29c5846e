export * from './guard-run.ts';
export * from './guard-figures.ts';
export * from './guard-settings.ts';
export * from './word-list.ts';
export * from './try-guards.ts';
export * from './finding-kinds.ts';
