export { Annotations } from './annotations.ts';
export { DashboardRegistry } from './dashboard-registry.ts';
export { readShippedDashboards } from './shipped-dashboards.ts';
