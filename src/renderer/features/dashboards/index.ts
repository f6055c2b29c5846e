export { DashboardPage } from './dashboard-page.tsx';
export { dashboardSearchSchema, dashboardsSearchSchema } from './dashboards-search.ts';
export { DashboardsPage } from './list/dashboards-page.tsx';
