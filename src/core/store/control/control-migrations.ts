import type { Migration } from '../migrations/migration.ts';

/** The schema of control.db. A released step is never edited; a change is a new step at the end. */
export const CONTROL_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'providers, settings and the audit log',
    up: `
      CREATE TABLE providers (
        name TEXT PRIMARY KEY,
        dialect TEXT NOT NULL,
        base_url TEXT NOT NULL,
        sealed_key BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE event_logs (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail))
      ) STRICT;
      CREATE INDEX event_logs_by_subject ON event_logs (subject, id);
    `,
    down: 'DROP TABLE event_logs; DROP TABLE settings; DROP TABLE providers;',
  },
  {
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
  },
  {
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
  },
];
