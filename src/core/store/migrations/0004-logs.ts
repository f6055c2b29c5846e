import type { Migration } from './migration.ts';

const up = `
-- Log records. They belong to a trace by its id, not by its number: they may come before it, or without it.
-- Small columns first, as in spans.
CREATE TABLE logs (
  log_no INTEGER PRIMARY KEY,
  trace_id TEXT,
  span_id TEXT,
  -- When it happened; where that was not said or cannot be right, when it was observed, else when it arrived.
  time_ns INTEGER NOT NULL,
  observed_ns INTEGER NOT NULL,
  -- 1 (trace) to 24 (fatal), 0 where it was not said.
  severity INTEGER NOT NULL,
  resource_no INTEGER NOT NULL,
  scope_no INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  dropped_attributes INTEGER NOT NULL,
  severity_text TEXT NOT NULL,
  event_name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  body TEXT
);
-- Answers for a trace in the order of time, and, without a look into the rows, for one span and from a severity on.
CREATE INDEX logs_by_trace ON logs (trace_id, time_ns, span_id, severity) WHERE trace_id IS NOT NULL;
CREATE INDEX logs_by_time ON logs (time_ns);

-- Traces that retention removed and whose logs are deleted little by little.
CREATE TABLE retired_logs (trace_id TEXT PRIMARY KEY) WITHOUT ROWID;
`;

const down = `
DROP TABLE retired_logs;
DROP TABLE logs;
`;

export const createLogs: Migration = { version: 4, name: 'logs', up, down };
