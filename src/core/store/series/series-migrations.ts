import type { Migration } from '../migrations/migration.ts';

const up = `
-- Names and values of labels, each once.
CREATE TABLE label_texts (text_no INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
-- Labels are numbers of texts, 32 bits each: name, value, name, value, by name.
CREATE TABLE series (series_no INTEGER PRIMARY KEY, labels BLOB NOT NULL);
-- Spans of time, by their start; 0 holds samples as they came, 1 five minutes, 2 hours.
CREATE TABLE blocks (
  block_no INTEGER PRIMARY KEY,
  level INTEGER NOT NULL,
  start_ms INTEGER NOT NULL,
  UNIQUE (level, start_ms)
);
-- The number says block, series and part (chunk-number.ts), so that what is written together lies together.
CREATE TABLE chunks (chunk_no INTEGER PRIMARY KEY, data BLOB NOT NULL);
-- What was acknowledged and is not all in chunks yet.
CREATE TABLE write_ahead (batch_no INTEGER PRIMARY KEY, samples BLOB NOT NULL);
-- A ring: the slot of the oldest is taken by the next.
CREATE TABLE exemplars (
  slot INTEGER PRIMARY KEY,
  series_no INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  value REAL NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  UNIQUE (series_no, time_ms, trace_id, span_id)
);
CREATE TABLE store_state (id INTEGER PRIMARY KEY CHECK (id = 1), next_slot INTEGER NOT NULL);
INSERT INTO store_state VALUES (1, 0);
CREATE TABLE metric_metadata (
  name TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  help TEXT NOT NULL,
  unit TEXT NOT NULL
) WITHOUT ROWID;
`;

const down = `
DROP TABLE metric_metadata;
DROP TABLE store_state;
DROP TABLE exemplars;
DROP TABLE write_ahead;
DROP TABLE chunks;
DROP TABLE blocks;
DROP TABLE series;
DROP TABLE label_texts;
`;

/** The schema of metrics.db, step by step. */
export const SERIES_MIGRATIONS: readonly Migration[] = [{ version: 1, name: 'series', up, down }];
