import type { Database } from 'better-sqlite3';
import type { Change } from './control-records.ts';

/** Writes an entry of the audit log; call it in the transaction of the change that it tells of. */
export function auditor(database: Database): (action: string, subject: string, change: Change) => void {
  const insert = database.prepare(
    'INSERT INTO event_logs (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)',
  );
  return (action, subject, { actor, detail = null }) => {
    insert.run(new Date().toISOString(), actor, action, subject, JSON.stringify(detail));
  };
}
