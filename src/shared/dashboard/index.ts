export * from './dashboard-calls.ts';
export * from './dashboard-file.ts';
export * from './dashboard.ts';
export * from './duration.ts';
export * from './grafana/index.ts';
export * from './interpolate.ts';
export * from './migrate-dashboard.ts';
export * from './panel.ts';
