import type { Budget, Limit } from '../../../shared/limits.ts';
import type { PolicyContent, PolicySet, PolicyVersion } from '../../../shared/policy/index.ts';
import type { PromptEntry } from '../../../shared/similarity.ts';
import type { SavedView } from '../../../shared/saved-view.ts';
import { ThreadClient, entryUrl } from '../../threads/index.ts';
import { alertStore, type AlertStore } from './alert-store.ts';
import type { ControlOperations } from './control-operations.ts';
import type {
  ApiKeyRow,
  BudgetUseRow,
  Change,
  DashboardRow,
  DashboardVersionRow,
  DeployRow,
  EventLog,
  FeatureFlagChange,
  FeatureFlagRow,
  FlagScopeRow,
  GuardRow,
  JsonValue,
  MetricSourceRow,
  ProviderRow,
  RouteRow,
} from './control-records.ts';
import { healthStore, type HealthStore } from './health-store.ts';
import { loadRunStore, type LoadRunStore } from './load-run-store.ts';

/** control.db: small and precious. Every change is committed together with its entry in the audit log. */
export interface ControlStore {
  providers(): Promise<ProviderRow[]>;
  /** @throws SignalboxError PROVIDER_EXISTS */
  addProvider(provider: ProviderRow, change: Change): Promise<void>;
  /** @throws SignalboxError PROVIDER_NOT_FOUND */
  removeProvider(name: string, change: Change): Promise<void>;
  /** Null when it was never set. */
  setting(key: string): Promise<JsonValue>;
  saveSetting(key: string, value: JsonValue, change: Change): Promise<void>;
  metricSources(): Promise<MetricSourceRow[]>;
  /** @throws SignalboxError METRIC_SOURCE_EXISTS */
  addMetricSource(source: MetricSourceRow, change: Change): Promise<void>;
  /** @throws SignalboxError METRIC_SOURCE_NOT_FOUND */
  removeMetricSource(name: string, change: Change): Promise<void>;
  apiKeys(): Promise<ApiKeyRow[]>;
  addApiKey(key: ApiKeyRow, change: Change): Promise<void>;
  /** @throws SignalboxError KEY_NOT_FOUND when there is none that is still good */
  revokeApiKey(id: string, at: string, change: Change): Promise<void>;
  /** Remembers when keys were last used. */
  touchApiKeys(uses: readonly { id: string; at: string }[]): Promise<void>;
  routes(): Promise<RouteRow[]>;
  saveRoute(route: RouteRow, change: Change): Promise<void>;
  /** @throws SignalboxError ROUTE_NOT_FOUND */
  removeRoute(model: string, change: Change): Promise<void>;
  featureFlags(): Promise<FeatureFlagRow[]>;
  /** Sets an override, or takes it away with null; answers all of them as they are then. */
  setFeatureFlag(
    flag: string,
    scope: FlagScopeRow,
    value: boolean | null,
    actor: string,
  ): Promise<FeatureFlagRow[]>;
  /** Newest first. */
  featureFlagChanges(limit: number): Promise<FeatureFlagChange[]>;
  /** Those that somebody has changed. */
  guards(): Promise<GuardRow[]>;
  saveGuard(row: GuardRow): Promise<void>;
  limits(): Promise<Limit[]>;
  /** Adds it, or puts it in the place of the one with its id. */
  saveLimit(limit: Limit, change: Change): Promise<void>;
  /** @throws SignalboxError LIMIT_NOT_FOUND */
  removeLimit(id: string, change: Change): Promise<void>;
  budgets(): Promise<Budget[]>;
  /** As `saveLimit`; `isReset`: its use begins again from nothing. */
  saveBudget(budget: Budget, isReset: boolean, change: Change): Promise<void>;
  /** @throws SignalboxError BUDGET_NOT_FOUND */
  removeBudget(id: string, change: Change): Promise<void>;
  budgetUse(): Promise<BudgetUseRow[]>;
  /** On disk when it resolves. */
  saveBudgetUse(rows: readonly BudgetUseRow[]): Promise<void>;
  /** By name. */
  views(): Promise<SavedView[]>;
  /** @throws SignalboxError VIEW_EXISTS, VIEW_NOT_FOUND */
  saveView(view: SavedView, isNew: boolean, change: Change): Promise<void>;
  /** @throws SignalboxError VIEW_NOT_FOUND */
  removeView(id: string, change: Change): Promise<void>;
  /** The oldest first. */
  policies(): Promise<PolicySet[]>;
  /** Newest first. @throws SignalboxError POLICY_NOT_FOUND */
  policyVersions(id: string): Promise<PolicyVersion[]>;
  /** Adds a set with its first version, which is not published. */
  addPolicy(id: string, content: PolicyContent, change: Change): Promise<void>;
  /** Saves a version after `baseVersion`. @throws SignalboxError POLICY_NOT_FOUND, POLICY_CHANGED */
  savePolicy(id: string, baseVersion: number, content: PolicyContent, change: Change): Promise<void>;
  /** Puts a version in force; null: none. @throws SignalboxError POLICY_NOT_FOUND, POLICY_VERSION_NOT_FOUND */
  publishPolicy(id: string, version: number | null, change: Change): Promise<void>;
  /** With all its versions. @throws SignalboxError POLICY_NOT_FOUND */
  removePolicy(id: string, change: Change): Promise<void>;
  /** Known bad and known good prompts, in the order in which they were added. */
  promptEntries(): Promise<PromptEntry[]>;
  addPromptEntries(entries: readonly PromptEntry[], change: Change): Promise<void>;
  /** @throws SignalboxError SIMILARITY_ENTRY_NOT_FOUND */
  removePromptEntry(id: string, change: Change): Promise<void>;
  /** In their latest version, the oldest first. */
  dashboards(): Promise<DashboardRow[]>;
  /** Newest first. @throws SignalboxError DASHBOARD_NOT_FOUND */
  dashboardVersions(id: string): Promise<DashboardVersionRow[]>;
  addDashboard(id: string, model: JsonValue, message: string, change: Change): Promise<void>;
  /** Saves a version after `baseVersion`. @throws SignalboxError DASHBOARD_NOT_FOUND, DASHBOARD_CHANGED */
  saveDashboard(
    id: string,
    baseVersion: number,
    model: JsonValue,
    message: string,
    change: Change,
  ): Promise<void>;
  /** With all its versions. @throws SignalboxError DASHBOARD_NOT_FOUND */
  removeDashboard(id: string, change: Change): Promise<void>;
  /** Newest first, in a range of milliseconds. */
  deploys(range: { fromMs: number; toMs: number; limit: number }): Promise<DeployRow[]>;
  addDeploy(deploy: DeployRow, change: Change): Promise<void>;
  readonly alerts: AlertStore;
  readonly health: HealthStore;
  readonly loadRuns: LoadRunStore;
  /** Newest first. */
  eventLogs(limit: number): Promise<EventLog[]>;
  /** Those of these actions in a range of ISO times, newest first. */
  eventLogsBetween(query: {
    actions: readonly string[];
    from: string;
    to: string;
    limit: number;
  }): Promise<EventLog[]>;
  close(): Promise<void>;
}

export interface ControlStoreOptions {
  dataDir: string;
  /** Called when the store's thread has ended by itself: nothing works from then on. */
  onCrash?: ((error: Error) => void) | undefined;
}

/**
 * Opens `control.db` in the data directory, in a thread of its own, and brings its schema up to date.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export async function openControlStore({ dataDir, onCrash }: ControlStoreOptions): Promise<ControlStore> {
  const thread = await ThreadClient.start<ControlOperations>({
    entry: entryUrl(import.meta.url, './control-thread.ts'),
    name: 'control',
    workerData: { dataDir },
    onCrash,
  });
  return {
    providers: () => thread.call('providers', undefined),
    addProvider: (provider, change) => thread.call('addProvider', { provider, change }),
    removeProvider: (name, change) => thread.call('removeProvider', { name, change }),
    setting: (key) => thread.call('setting', { key }),
    saveSetting: (key, value, change) => thread.call('saveSetting', { key, value, change }),
    metricSources: () => thread.call('metricSources', undefined),
    addMetricSource: (source, change) => thread.call('addMetricSource', { source, change }),
    removeMetricSource: (name, change) => thread.call('removeMetricSource', { name, change }),
    apiKeys: () => thread.call('apiKeys', undefined),
    addApiKey: (key, change) => thread.call('addApiKey', { key, change }),
    revokeApiKey: (id, at, change) => thread.call('revokeApiKey', { id, at, change }),
    touchApiKeys: (uses) => thread.call('touchApiKeys', { uses }),
    routes: () => thread.call('routes', undefined),
    saveRoute: (route, change) => thread.call('saveRoute', { route, change }),
    removeRoute: (model, change) => thread.call('removeRoute', { model, change }),
    featureFlags: () => thread.call('featureFlags', undefined),
    setFeatureFlag: (flag, scope, value, actor) =>
      thread.call('setFeatureFlag', { flag, scope, value, actor }),
    featureFlagChanges: (limit) => thread.call('featureFlagChanges', { limit }),
    guards: () => thread.call('guards', undefined),
    saveGuard: (row) => thread.call('saveGuard', row),
    limits: () => thread.call('limits', undefined),
    saveLimit: (limit, change) => thread.call('saveLimit', { limit, change }),
    removeLimit: (id, change) => thread.call('removeLimit', { id, change }),
    budgets: () => thread.call('budgets', undefined),
    saveBudget: (budget, isReset, change) => thread.call('saveBudget', { budget, isReset, change }),
    removeBudget: (id, change) => thread.call('removeBudget', { id, change }),
    budgetUse: () => thread.call('budgetUse', undefined),
    saveBudgetUse: (rows) => thread.call('saveBudgetUse', { rows }),
    views: () => thread.call('views', undefined),
    saveView: (view, isNew, change) => thread.call('saveView', { view, isNew, change }),
    removeView: (id, change) => thread.call('removeView', { id, change }),
    policies: () => thread.call('policies', undefined),
    policyVersions: (id) => thread.call('policyVersions', { id }),
    addPolicy: (id, content, change) => thread.call('addPolicy', { id, content, change }),
    savePolicy: (id, baseVersion, content, change) =>
      thread.call('savePolicy', { id, baseVersion, content, change }),
    publishPolicy: (id, version, change) => thread.call('publishPolicy', { id, version, change }),
    removePolicy: (id, change) => thread.call('removePolicy', { id, change }),
    promptEntries: () => thread.call('promptEntries', undefined),
    addPromptEntries: (entries, change) => thread.call('addPromptEntries', { entries, change }),
    removePromptEntry: (id, change) => thread.call('removePromptEntry', { id, change }),
    dashboards: () => thread.call('dashboards', undefined),
    dashboardVersions: (id) => thread.call('dashboardVersions', { id }),
    addDashboard: (id, model, message, change) => thread.call('addDashboard', { id, model, message, change }),
    saveDashboard: (id, baseVersion, model, message, change) =>
      thread.call('saveDashboard', { id, baseVersion, model, message, change }),
    removeDashboard: (id, change) => thread.call('removeDashboard', { id, change }),
    deploys: (range) => thread.call('deploys', range),
    addDeploy: (deploy, change) => thread.call('addDeploy', { deploy, change }),
    eventLogsBetween: (query) => thread.call('eventLogsBetween', query),
    alerts: alertStore(thread),
    health: healthStore(thread),
    loadRuns: loadRunStore(thread),
    eventLogs: (limit) => thread.call('eventLogs', { limit }),
    close: () => thread.close(),
  };
}
