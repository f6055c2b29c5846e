import type { Migration } from '../../migrations/migration.ts';

export const createProviders: Migration = {
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
};
