export * from './dashboard.ts';
export * from './panel.ts';
