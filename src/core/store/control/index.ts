export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type { ProviderRow } from './control-records.ts';
