import type { ThreadClient } from '../../threads/index.ts';
import type { ControlOperations } from './control-operations.ts';
import type { Change } from './control-records.ts';
import type { HealthOutlineRow, HealthReasonsRow, HealthRecordRow, HealthSpan } from './health-operations.ts';

/** The history of health in control.db. */
export interface HealthStore {
  /** Answers its id. Of all records the newest `keep` stay. */
  addRecord(record: Omit<HealthRecordRow, 'id'>, keep: number): Promise<number>;
  /** Newest first, with how many there are in the range. */
  records(
    query: HealthSpan & { limit: number; offset: number },
  ): Promise<{ rows: HealthRecordRow[]; total: number }>;
  record(id: number): Promise<HealthRecordRow | null>;
  /** Oldest first: those of the range, and the last one before it. */
  outlines(range: HealthSpan): Promise<HealthOutlineRow[]>;
  /** Of records in which something was not well, at most the latest 2,000. */
  reasons(range: HealthSpan): Promise<HealthReasonsRow[]>;
  count(): Promise<number>;
  /** Answers how many there were. */
  clear(change: Change): Promise<number>;
}

export function healthStore(thread: ThreadClient<ControlOperations>): HealthStore {
  return {
    addRecord: (record, keep) => thread.call('addHealthRecord', { record, keep }),
    records: (query) => thread.call('healthRecords', query),
    record: (id) => thread.call('healthRecord', { id }),
    outlines: (range) => thread.call('healthOutlines', range),
    reasons: (range) => thread.call('healthReasons', range),
    count: () => thread.call('healthRecordCount', undefined),
    clear: (change) => thread.call('clearHealthRecords', { change }),
  };
}
