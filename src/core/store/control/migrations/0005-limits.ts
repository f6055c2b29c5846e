import type { Migration } from '../../migrations/migration.ts';

export const createLimits: Migration = {
  version: 5,
  name: 'limits and budgets',
  up: `
      CREATE TABLE limits (
        id TEXT PRIMARY KEY,
        metric TEXT NOT NULL,
        scope TEXT NOT NULL,
        subject TEXT,
        enabled INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        period TEXT,
        burst INTEGER,
        queue_size INTEGER,
        queue_timeout_ms INTEGER,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE budgets (
        id TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        subject TEXT,
        period TEXT NOT NULL,
        amount_nanos INTEGER NOT NULL,
        mode TEXT NOT NULL,
        enabled INTEGER NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE budget_use (
        budget_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        window_start INTEGER NOT NULL,
        spent_nanos INTEGER NOT NULL,
        held_nanos INTEGER NOT NULL,
        PRIMARY KEY (budget_id, subject)
      ) STRICT, WITHOUT ROWID;
    `,
  down: 'DROP TABLE budget_use; DROP TABLE budgets; DROP TABLE limits;',
};
