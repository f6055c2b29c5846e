import type { Migration } from '../../migrations/migration.ts';
import { createProviders } from './0001-providers.ts';
import { createApiKeys } from './0002-api-keys.ts';
import { createRoutes } from './0003-routes.ts';
import { createFeatureFlags } from './0004-feature-flags.ts';
import { createLimits } from './0005-limits.ts';
import { createSavedViews } from './0006-saved-views.ts';
import { createPolicies } from './0007-policies.ts';
import { createPromptEntries } from './0008-prompt-entries.ts';
import { createGuards } from './0009-guards.ts';
import { createDashboards } from './0010-dashboards.ts';
import { createAlerts } from './0011-alerts.ts';
import { createHealthRecords } from './0012-health-records.ts';
import { createLoadRuns } from './0013-load-runs.ts';
import { createMetricSources } from './0014-metric-sources.ts';

/** The schema of control.db. A released step is never edited; a change is a new step at the end. */
export const CONTROL_MIGRATIONS: readonly Migration[] = [
  createProviders,
  createApiKeys,
  createRoutes,
  createFeatureFlags,
  createLimits,
  createSavedViews,
  createPolicies,
  createPromptEntries,
  createGuards,
  createDashboards,
  createAlerts,
  createHealthRecords,
  createLoadRuns,
  createMetricSources,
];
