import { ThreadClient, entryUrl } from '../../threads/index.ts';
import type { ControlOperations } from './control-operations.ts';
import type { Change, EventLog, JsonValue, ProviderRow } from './control-records.ts';

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
  /** Newest first. */
  eventLogs(limit: number): Promise<EventLog[]>;
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
    eventLogs: (limit) => thread.call('eventLogs', { limit }),
    close: () => thread.close(),
  };
}
