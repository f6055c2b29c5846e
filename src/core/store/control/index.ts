export { openControlStore } from './control-store.ts';
export type { ControlStore } from './control-store.ts';
export type { Change, EventLog, JsonValue, ProviderRow } from './control-records.ts';
