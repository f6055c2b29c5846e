import type { Migration } from './migration.ts';

/**
 * SQLite gives the number of a deleted last row again, and retention may delete the last. The full-text indexer goes by
 * the numbers of spans, so each is used once.
 */
const up = `
ALTER TABLE store_state ADD COLUMN last_span_no INTEGER NOT NULL DEFAULT 0;
UPDATE store_state SET last_span_no = coalesce((SELECT max(span_no) FROM spans), 0);
`;

const down = `
ALTER TABLE store_state DROP COLUMN last_span_no;
`;

export const numberSpans: Migration = { version: 8, name: 'span-numbers', up, down };
