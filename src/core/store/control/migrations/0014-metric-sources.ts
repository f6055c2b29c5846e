import type { Migration } from '../../migrations/migration.ts';

export const createMetricSources: Migration = {
  version: 14,
  name: 'remote sources of metrics',
  up: `
      CREATE TABLE metric_sources (
        name TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        sealed_token BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE metric_sources;',
};
