import type { Migration } from '../../migrations/migration.ts';

export const createLoadRuns: Migration = {
  version: 13,
  name: 'load tests',
  up: `
      CREATE TABLE load_runs (
        id TEXT PRIMARY KEY,
        started_at TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (json_valid(summary)),
        content BLOB NOT NULL
      ) STRICT;
    `,
  down: 'DROP TABLE load_runs;',
};
