import type { ThreadClient } from '../../threads/index.ts';
import type { ControlOperations } from './control-operations.ts';
import type { LoadRunRow } from './control-records.ts';

/** The load tests in control.db. */
export interface LoadRunStore {
  /** Without their contents, oldest first. */
  list(): Promise<Omit<LoadRunRow, 'content'>[]>;
  /** The content of one; null: it is not kept. */
  content(id: string): Promise<Uint8Array | null>;
  save(row: LoadRunRow): Promise<void>;
  remove(id: string): Promise<void>;
}

export function loadRunStore(thread: ThreadClient<ControlOperations>): LoadRunStore {
  return {
    list: () => thread.call('loadRuns', undefined),
    content: (id) => thread.call('loadRun', { id }),
    save: (row) => thread.call('saveLoadRun', row),
    remove: (id) => thread.call('removeLoadRun', { id }),
  };
}
