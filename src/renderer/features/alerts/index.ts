export { AlertNotices } from './alert-notices.tsx';
export { alertsSearchSchema } from './alerts-search.ts';
export { AlertsPage } from './alerts-page.tsx';
