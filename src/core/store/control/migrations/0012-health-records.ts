import type { Migration } from '../../migrations/migration.ts';

export const createHealthRecords: Migration = {
  version: 12,
  name: 'history of health',
  up: `
      CREATE TABLE health_records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        score INTEGER NOT NULL,
        brief TEXT NOT NULL,
        reasons TEXT NOT NULL CHECK (json_valid(reasons)),
        facts TEXT NOT NULL CHECK (json_valid(facts))
      ) STRICT;
      CREATE INDEX health_records_by_time ON health_records (at);
    `,
  down: 'DROP TABLE health_records;',
};
