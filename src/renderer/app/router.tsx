import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import { AlertsPage, alertsSearchSchema } from '../features/alerts/index.ts';
import { CostsPage, costsSearchSchema } from '../features/costs/index.ts';
import {
  DashboardPage,
  dashboardSearchSchema,
  DashboardsPage,
  dashboardsSearchSchema,
} from '../features/dashboards/index.ts';
import { FlagsPage } from '../features/flags/index.ts';
import { GuardrailsPage, guardrailsSearchSchema } from '../features/guardrails/index.ts';
import { HealthPage, healthSearchSchema } from '../features/health/index.ts';
import { LimitsPage } from '../features/limits/index.ts';
import { LoadPage, LoadRunPage, loadRunSearchSchema } from '../features/load/index.ts';
import { OverviewPage } from '../features/overview/index.ts';
import {
  PoliciesPage,
  policiesSearchSchema,
  PolicyPage,
  policySearchSchema,
} from '../features/policies/index.ts';
import { RoutingPage } from '../features/routing/index.ts';
import { ServiceMapPage, serviceMapSearchSchema } from '../features/service-map/index.ts';
import { SessionPage, sessionSearchSchema, SessionsPage } from '../features/sessions/index.ts';
import { SettingsPage, settingsSearchSchema } from '../features/settings/index.ts';
import {
  ComparePage,
  compareSearchSchema,
  listSearchSchema,
  TracePage,
  TracesPage,
  traceDetailSearchSchema,
  traceSearchSchema,
} from '../features/traces/index.ts';
import { rangeSearchSchema } from '../lib/time-range.ts';
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
  component: OverviewPage,
});

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  component: TracesPage,
  validateSearch: traceSearchSchema.extend(listSearchSchema.shape),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  component: TracePage,
  validateSearch: traceDetailSearchSchema,
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/compare',
  component: ComparePage,
  validateSearch: compareSearchSchema,
});

const sessionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
  component: SessionsPage,
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$sessionId',
  component: SessionPage,
  validateSearch: sessionSearchSchema,
});

const serviceMapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/services',
  component: ServiceMapPage,
  validateSearch: serviceMapSearchSchema,
});

const routingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routing',
  component: RoutingPage,
});

const costsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/costs',
  component: CostsPage,
  validateSearch: costsSearchSchema,
});

const guardrailsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/guardrails',
  component: GuardrailsPage,
  validateSearch: guardrailsSearchSchema,
});

const policiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies',
  component: PoliciesPage,
  validateSearch: policiesSearchSchema,
});

const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/policies/$id',
  component: PolicyPage,
  validateSearch: policySearchSchema,
});

const limitsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/limits',
  component: LimitsPage,
});

const dashboardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dashboards',
  component: DashboardsPage,
  validateSearch: dashboardsSearchSchema,
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dashboards/$id',
  component: DashboardPage,
  validateSearch: dashboardSearchSchema,
});

const healthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/health',
  component: HealthPage,
  validateSearch: healthSearchSchema,
});

const loadRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/load',
  component: LoadPage,
});

const loadRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/load/$id',
  component: LoadRunPage,
  validateSearch: loadRunSearchSchema,
});

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  component: AlertsPage,
  validateSearch: alertsSearchSchema,
});

const flagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/flags',
  component: FlagsPage,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: SettingsPage,
  validateSearch: settingsSearchSchema,
});

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
