import type { Migration } from '../../migrations/migration.ts';

export const createApiKeys: Migration = {
  version: 2,
  name: 'API keys',
  up: `
      CREATE TABLE api_keys (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        prefix TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE,
        org TEXT NOT NULL,
        workspace TEXT,
        user TEXT,
        scopes TEXT NOT NULL CHECK (json_valid(scopes)),
        created_at TEXT NOT NULL,
        expires_at TEXT,
        last_used_at TEXT,
        revoked_at TEXT
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE api_keys;',
};
