import type { Migration } from '../../migrations/migration.ts';

export const createFeatureFlags: Migration = {
  version: 4,
  name: 'feature flags',
  up: `
      CREATE TABLE feature_flags (
        flag TEXT NOT NULL,
        org TEXT NOT NULL,
        workspace TEXT NOT NULL,
        user TEXT NOT NULL,
        model TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value IN (0, 1)),
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL,
        PRIMARY KEY (flag, org, workspace, user, model)
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE feature_flags;',
};
