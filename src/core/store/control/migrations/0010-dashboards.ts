import type { Migration } from '../../migrations/migration.ts';

export const createDashboards: Migration = {
  version: 10,
  name: 'dashboards and their annotations',
  up: `
      CREATE TABLE dashboards (
        id TEXT PRIMARY KEY,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE dashboard_versions (
        dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        model TEXT NOT NULL CHECK (json_valid(model)),
        message TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL,
        PRIMARY KEY (dashboard_id, version)
      ) STRICT;
      CREATE TABLE deploys (
        deploy_no INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        title TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE INDEX deploys_by_time ON deploys (at_ms);
      CREATE INDEX event_logs_by_action ON event_logs (action, at);
    `,
  down: `
      DROP INDEX event_logs_by_action;
      DROP TABLE deploys;
      DROP TABLE dashboard_versions;
      DROP TABLE dashboards;
    `,
};
