import type { Database } from 'better-sqlite3';
import { SignalboxError, type ErrorCode } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, JsonValue } from './control-records.ts';

interface StoredDocument {
  id: string;
  name: string;
  content: string;
  version: number;
  changed_at: string;
  changed_by: string;
}

export interface DocumentRow {
  readonly id: string;
  readonly content: JsonValue;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface SavedDocument {
  readonly id: string;
  /** No two documents of a table have the same. */
  readonly name: string;
  readonly content: JsonValue;
  /** The version that was edited; null: a new document. */
  readonly baseVersion: number | null;
  readonly change: Change;
}

export interface DocumentKind {
  readonly table: 'rule_groups' | 'slos';
  /** The audit log's word for it. */
  readonly noun: string;
  readonly errors: { readonly notFound: ErrorCode; readonly exists: ErrorCode; readonly changed: ErrorCode };
}

/** Documents that several people may edit: each save names the version it was made from. */
export function versionedDocuments(database: Database, { table, noun, errors }: DocumentKind) {
  const audit = auditor(database);
  const find = database.prepare<[string], StoredDocument>(`SELECT * FROM ${table} WHERE id = ?`);
  const findName = database
    .prepare<[string, string], number>(`SELECT 1 FROM ${table} WHERE name = ? AND id <> ?`)
    .pluck();
  return {
    list(): DocumentRow[] {
      return database
        .prepare<[], StoredDocument>(`SELECT * FROM ${table} ORDER BY name COLLATE NOCASE`)
        .all()
        .map(({ id, content, version, changed_at, changed_by }) => ({
          id,
          content: JSON.parse(content) as JsonValue,
          version,
          changedAt: changed_at,
          changedBy: changed_by,
        }));
    },
    save: database.transaction(({ id, name, content, baseVersion, change }: SavedDocument): void => {
      if (findName.get(name, id) !== undefined) throw new SignalboxError(errors.exists, { name });
      const text = JSON.stringify(content);
      const at = new Date().toISOString();
      if (baseVersion === null) {
        database
          .prepare(`INSERT INTO ${table} VALUES (?, ?, ?, 1, ?, ?)`)
          .run(id, name, text, at, change.actor);
        audit(`${noun}.add`, id, { ...change, detail: { name } });
        return;
      }
      const before = find.get(id);
      if (before === undefined) throw new SignalboxError(errors.notFound, { id });
      if (before.version !== baseVersion)
        throw new SignalboxError(errors.changed, { latest: before.version, base: baseVersion });
      database
        .prepare(
          `UPDATE ${table} SET name = ?, content = ?, version = ?, changed_at = ?, changed_by = ? WHERE id = ?`,
        )
        .run(name, text, baseVersion + 1, at, change.actor, id);
      audit(`${noun}.save`, id, { ...change, detail: { name, version: baseVersion + 1 } });
    }),
    remove: database.transaction(({ id, change }: { id: string; change: Change }): void => {
      const before = find.get(id);
      if (before === undefined) throw new SignalboxError(errors.notFound, { id });
      database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
      audit(`${noun}.remove`, id, { ...change, detail: { name: before.name } });
    }),
  };
}
