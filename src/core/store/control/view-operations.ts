import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { SavedView } from '../../../shared/saved-view.ts';
import { auditor } from './auditor.ts';
import type { Change } from './control-records.ts';

interface StoredView {
  id: string;
  name: string;
  definition: string;
  created_at: string;
  updated_at: string;
}

/** The saved views of the list of traces. */
export function viewOperations(database: Database) {
  const audit = auditor(database);
  return {
    views(): SavedView[] {
      return database
        .prepare<[], StoredView>('SELECT * FROM saved_views ORDER BY name COLLATE NOCASE')
        .all()
        .map(({ id, name, definition, created_at, updated_at }) => ({
          ...(JSON.parse(definition) as Omit<SavedView, 'id' | 'name' | 'createdAt' | 'updatedAt'>),
          id,
          name,
          createdAt: created_at,
          updatedAt: updated_at,
        }));
    },
    /** Adds it, or puts it in the place of the one with its id. */
    saveView: database.transaction((input: { view: SavedView; isNew: boolean; change: Change }): void => {
      const { id, name, createdAt, updatedAt, ...definition } = input.view;
      const taken = database
        .prepare<[string, string], number>('SELECT 1 FROM saved_views WHERE name = ? AND id <> ?')
        .pluck()
        .get(name, id);
      if (taken !== undefined) throw new SignalboxError('VIEW_EXISTS', { name });
      const text = JSON.stringify(definition);
      if (input.isNew) {
        database
          .prepare('INSERT INTO saved_views VALUES (?, ?, ?, ?, ?)')
          .run(id, name, text, createdAt, updatedAt);
        audit('view.add', name, input.change);
        return;
      }
      const { changes } = database
        .prepare('UPDATE saved_views SET name = ?, definition = ?, updated_at = ? WHERE id = ?')
        .run(name, text, updatedAt, id);
      if (changes === 0) throw new SignalboxError('VIEW_NOT_FOUND', { id });
      audit('view.change', name, input.change);
    }),
    removeView: database.transaction((input: { id: string; change: Change }): void => {
      const name = database
        .prepare<[string], string>('DELETE FROM saved_views WHERE id = ? RETURNING name')
        .pluck()
        .get(input.id);
      if (name === undefined) throw new SignalboxError('VIEW_NOT_FOUND', { id: input.id });
      audit('view.remove', name, input.change);
    }),
  };
}
