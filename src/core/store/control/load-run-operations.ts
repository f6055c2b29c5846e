import type { Database } from 'better-sqlite3';
import type { JsonValue, LoadRunRow } from './control-records.ts';

interface StoredRun {
  id: string;
  started_at: string;
  summary: string;
}

/** The table `load_runs`: load tests with their results. */
export function loadRunOperations(database: Database) {
  return {
    /** Without their contents, oldest first. */
    loadRuns(): Omit<LoadRunRow, 'content'>[] {
      return database
        .prepare<[], StoredRun>('SELECT id, started_at, summary FROM load_runs ORDER BY started_at, id')
        .all()
        .map(({ id, started_at, summary }) => ({
          id,
          startedAt: started_at,
          summary: JSON.parse(summary) as JsonValue,
        }));
    },
    loadRun({ id }: { id: string }): Uint8Array | null {
      const row = database
        .prepare<[string], { content: Buffer }>('SELECT content FROM load_runs WHERE id = ?')
        .get(id);
      return row?.content ?? null;
    },
    saveLoadRun({ id, startedAt, summary, content }: LoadRunRow): void {
      database
        .prepare(
          `INSERT INTO load_runs (id, started_at, summary, content) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, content = excluded.content`,
        )
        .run(id, startedAt, JSON.stringify(summary), content);
    },
    removeLoadRun({ id }: { id: string }): void {
      database.prepare('DELETE FROM load_runs WHERE id = ?').run(id);
    },
  };
}
