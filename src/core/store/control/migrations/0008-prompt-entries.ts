import type { Migration } from '../../migrations/migration.ts';

export const createPromptEntries: Migration = {
  version: 8,
  name: 'known bad and known good prompts',
  up: `
      CREATE TABLE prompt_entries (
        entry_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        list TEXT NOT NULL CHECK (list IN ('bad', 'good')),
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL
      ) STRICT;
    `,
  down: 'DROP TABLE prompt_entries;',
};
