export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type { ApiKeyRow, BudgetUseRow, FeatureFlagRow, ProviderRow, RouteRow } from './control-records.ts';
