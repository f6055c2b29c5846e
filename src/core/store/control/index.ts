export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type {
  ApiKeyRow,
  BudgetUseRow,
  DashboardRow,
  FeatureFlagRow,
  GuardRow,
  JsonValue,
  MetricSourceRow,
  ProviderRow,
} from './control-records.ts';
export type { AlertStore } from './alert-store.ts';
export type { HealthRecordRow } from './health-operations.ts';
export type { HealthStore } from './health-store.ts';
export type { LoadRunStore } from './load-run-store.ts';
export type { ChannelRow, NotificationGroupRow, OutboxRow } from './notification-operations.ts';
export type { DocumentRow } from './versioned-documents.ts';
