import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, JsonValue, RouteRow } from './control-records.ts';

interface StoredRoute {
  model: string;
  definition: string;
  updated_at: string;
}

export function routeOperations(database: Database) {
  const audit = auditor(database);
  return {
    routes(): RouteRow[] {
      return database
        .prepare<[], StoredRoute>('SELECT * FROM routes ORDER BY model')
        .all()
        .map(({ model, definition, updated_at }) => ({
          model,
          definition: JSON.parse(definition) as JsonValue,
          updatedAt: updated_at,
        }));
    },
    saveRoute: database.transaction((input: { route: RouteRow; change: Change }): void => {
      const { model, definition, updatedAt } = input.route;
      database
        .prepare(
          `INSERT INTO routes VALUES (?, ?, ?)
           ON CONFLICT (model) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at`,
        )
        .run(model, JSON.stringify(definition), updatedAt);
      audit('route.save', model, input.change);
    }),
    removeRoute: database.transaction((input: { model: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM routes WHERE model = ?').run(input.model);
      if (changes === 0) throw new SignalboxError('ROUTE_NOT_FOUND', { model: input.model });
      audit('route.remove', input.model, input.change);
    }),
  };
}
