import type { Migration } from '../../migrations/migration.ts';

export const createSavedViews: Migration = {
  version: 6,
  name: 'saved views of the list of traces',
  up: `
      CREATE TABLE saved_views (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        definition TEXT NOT NULL CHECK (json_valid(definition)),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE saved_views;',
};
