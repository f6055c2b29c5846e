import type { Migration } from '../../migrations/migration.ts';

export const createRoutes: Migration = {
  version: 3,
  name: 'routes',
  up: `
      CREATE TABLE routes (
        model TEXT PRIMARY KEY,
        definition TEXT NOT NULL CHECK (json_valid(definition)),
        updated_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE routes;',
};
