import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import { alertsSearchSchema } from '../features/alerts/alerts-search.ts';
import { costsSearchSchema } from '../features/costs/costs-search.ts';
import { dashboardSearchSchema, dashboardsSearchSchema } from '../features/dashboards/dashboards-search.ts';
import { guardrailsSearchSchema } from '../features/guardrails/guardrails-search.ts';
import { healthSearchSchema } from '../features/health/health-search.ts';
import { loadRunSearchSchema } from '../features/load/load-search.ts';
import { policiesSearchSchema, policySearchSchema } from '../features/policies/policies-search.ts';
import { serviceMapSearchSchema } from '../features/service-map/service-map-search.ts';
import { sessionSearchSchema } from '../features/sessions/session-search.ts';
import { settingsSearchSchema } from '../features/settings/settings-search.ts';
import { compareSearchSchema } from '../features/traces/compare/compare-search.ts';
import { listSearchSchema } from '../features/traces/list/list-search.ts';
import { traceSearchSchema } from '../features/traces/list/trace-search.ts';
import { traceDetailSearchSchema } from '../features/traces/trace-detail-search.ts';
import { rangeSearchSchema } from '../lib/time-range.ts';
import { lazyPage } from './lazy-page.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { PageError } from './page-error.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({
  component: Shell,
  validateSearch: rangeSearchSchema,
  // The time range goes along from page to page.
  search: { middlewares: [retainSearchParams(['range', 'from', 'to'])] },
  notFoundComponent: NotFoundPage,
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
}).lazy(lazyPage(async () => (await import('../features/overview/overview-page.tsx')).OverviewPage));

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  validateSearch: traceSearchSchema.extend(listSearchSchema.shape),
}).lazy(lazyPage(async () => (await import('../features/traces/traces-page.tsx')).TracesPage));

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  validateSearch: traceDetailSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/traces/trace-page.tsx')).TracePage));

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/compare',
  validateSearch: compareSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/traces/compare/compare-page.tsx')).ComparePage));

const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
}).lazy(lazyPage(async () => (await import('../features/sessions/sessions-page.tsx')).SessionsPage));

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$sessionId',
  validateSearch: sessionSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/sessions/session-page.tsx')).SessionPage));

const serviceMapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/services',
  validateSearch: serviceMapSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/service-map/service-map-page.tsx')).ServiceMapPage));

const routingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routing',
}).lazy(lazyPage(async () => (await import('../features/routing/routing-page.tsx')).RoutingPage));

const costsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/costs',
  validateSearch: costsSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/costs/costs-page.tsx')).CostsPage));

const guardrailsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/guardrails',
  validateSearch: guardrailsSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/guardrails/guardrails-page.tsx')).GuardrailsPage));

const policiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies',
  validateSearch: policiesSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/policies/list/policies-page.tsx')).PoliciesPage));

const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$id',
  validateSearch: policySearchSchema,
}).lazy(lazyPage(async () => (await import('../features/policies/policy-page.tsx')).PolicyPage));

const limitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/limits',
}).lazy(lazyPage(async () => (await import('../features/limits/limits-page.tsx')).LimitsPage));

const dashboardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dashboards',
  validateSearch: dashboardsSearchSchema,
}).lazy(
  lazyPage(async () => (await import('../features/dashboards/list/dashboards-page.tsx')).DashboardsPage),
);

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dashboards/$id',
  validateSearch: dashboardSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/dashboards/dashboard-page.tsx')).DashboardPage));

const healthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/health',
  validateSearch: healthSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/health/health-page.tsx')).HealthPage));

const loadRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/load',
}).lazy(lazyPage(async () => (await import('../features/load/load-page.tsx')).LoadPage));

const loadRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/load/$id',
  validateSearch: loadRunSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/load/run/load-run-page.tsx')).LoadRunPage));

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  validateSearch: alertsSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/alerts/alerts-page.tsx')).AlertsPage));

const flagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/flags',
}).lazy(lazyPage(async () => (await import('../features/flags/flags-page.tsx')).FlagsPage));

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: settingsSearchSchema,
}).lazy(lazyPage(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage));

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    overviewRoute,
    tracesRoute,
    traceRoute,
    compareRoute,
    sessionsRoute,
    sessionRoute,
    serviceMapRoute,
    costsRoute,
    policiesRoute,
    policyRoute,
    guardrailsRoute,
    routingRoute,
    limitsRoute,
    dashboardsRoute,
    dashboardRoute,
    healthRoute,
    loadRoute,
    loadRunRoute,
    alertsRoute,
    flagsRoute,
    settingsRoute,
  ]),
  defaultErrorComponent: PageError,
  defaultPreload: false,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
