export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type { ApiKeyRow, ProviderRow, RouteRow } from './control-records.ts';
