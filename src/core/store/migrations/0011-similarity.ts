import type { Migration } from './migration.ts';

const up = `
-- How alike the prompt of an exchange was to others: written with its spans and removed with its trace.
CREATE TABLE prompt_similarity_logs (
  log_no INTEGER PRIMARY KEY,
  trace_no INTEGER NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  at_ns INTEGER NOT NULL,
  org TEXT,
  workspace TEXT,
  -- Cosines; null: the list was empty, or it was not compared.
  recent REAL,
  bad REAL,
  good REAL,
  nearest_trace_id TEXT,
  nearest_entry_id TEXT,
  contrast INTEGER NOT NULL,
  -- pass, allow, flag, warn, block or not_compared
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  micros REAL NOT NULL,
  -- What later prompts are compared with (core/similarity/fingerprint.ts); null: not compared, or contents are not recorded.
  fingerprint BLOB
);
CREATE INDEX similarity_logs_by_trace ON prompt_similarity_logs (trace_no);
`;

export const createSimilarityLogs: Migration = {
  version: 11,
  name: 'prompt-similarity-logs',
  up,
  down: 'DROP TABLE prompt_similarity_logs;',
};
