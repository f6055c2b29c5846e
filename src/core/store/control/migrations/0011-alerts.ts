import type { Migration } from '../../migrations/migration.ts';

export const createAlerts: Migration = {
  version: 11,
  name: 'alert rules, silences, SLOs and notifications',
  up: `
      CREATE TABLE rule_groups (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content)),
        version INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE slos (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content)),
        version INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE alert_states (
        group_id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (json_valid(state))
      ) STRICT;
      CREATE TABLE alert_history (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        event TEXT NOT NULL CHECK (json_valid(event))
      ) STRICT;
      CREATE INDEX alert_history_by_time ON alert_history (at_ms);
      CREATE TABLE alert_silences (
        id TEXT PRIMARY KEY,
        content TEXT NOT NULL CHECK (json_valid(content))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_channels (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        sealed_token BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_groups (
        channel_id TEXT NOT NULL,
        key TEXT NOT NULL,
        state TEXT NOT NULL CHECK (json_valid(state)),
        PRIMARY KEY (channel_id, key)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_outbox (
        id INTEGER PRIMARY KEY,
        channel_id TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        attempts INTEGER NOT NULL,
        next_ms INTEGER NOT NULL,
        created_ms INTEGER NOT NULL,
        last_error TEXT
      ) STRICT;
    `,
  down: `
      DROP TABLE notification_outbox;
      DROP TABLE notification_groups;
      DROP TABLE notification_channels;
      DROP TABLE alert_silences;
      DROP TABLE alert_history;
      DROP TABLE alert_states;
      DROP TABLE slos;
      DROP TABLE rule_groups;
    `,
};
