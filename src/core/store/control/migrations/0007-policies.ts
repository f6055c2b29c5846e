import type { Migration } from '../../migrations/migration.ts';

export const createPolicies: Migration = {
  version: 7,
  name: 'policies',
  up: `
      CREATE TABLE policies (
        id TEXT PRIMARY KEY,
        published INTEGER,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE policy_versions (
        set_id TEXT NOT NULL REFERENCES policies (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content)),
        saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL,
        PRIMARY KEY (set_id, version)
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE policy_versions; DROP TABLE policies;',
};
