export { HealthPage } from './health-page.tsx';
export { healthSearchSchema } from './health-search.ts';
