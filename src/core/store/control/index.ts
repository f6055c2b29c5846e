export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type { ApiKeyRow, BudgetUseRow, FeatureFlagRow, GuardRow, ProviderRow } from './control-records.ts';
