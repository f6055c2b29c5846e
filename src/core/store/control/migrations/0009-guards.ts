import type { Migration } from '../../migrations/migration.ts';

export const createGuards: Migration = {
  version: 9,
  name: 'settings of guards',
  up: `
      CREATE TABLE guards (
        guard TEXT PRIMARY KEY,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE guards;',
};
