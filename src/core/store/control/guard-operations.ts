import type { Database } from 'better-sqlite3';
import { auditor } from './auditor.ts';
import type { GuardRow, JsonValue } from './control-records.ts';

interface StoredGuard {
  guard: string;
  settings: string;
  changed_at: string;
  changed_by: string;
}

/** The table `guards`: how those are set that somebody has changed. */
export function guardOperations(database: Database) {
  const audit = auditor(database);
  return {
    guards(): GuardRow[] {
      return database
        .prepare<[], StoredGuard>('SELECT * FROM guards ORDER BY guard')
        .all()
        .map(({ guard, settings, changed_at, changed_by }) => ({
          guard,
          settings: JSON.parse(settings) as JsonValue,
          changedAt: changed_at,
          changedBy: changed_by,
        }));
    },
    saveGuard: database.transaction(({ guard, settings, changedAt, changedBy }: GuardRow): void => {
      database
        .prepare(
          `INSERT INTO guards (guard, settings, changed_at, changed_by) VALUES (?, ?, ?, ?)
           ON CONFLICT (guard) DO UPDATE SET settings = excluded.settings,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        )
        .run(guard, JSON.stringify(settings), changedAt, changedBy);
      audit('guard.save', guard, { actor: changedBy, detail: settings });
    }),
  };
}
