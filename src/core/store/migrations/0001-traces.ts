import type { Migration } from './migration.ts';

const up = `
-- One row. The sequence counts changes of traces and never goes back, so that cursors outlive restarts;
-- trace numbers are not used twice either, because a retired trace's spans may still be there.
CREATE TABLE store_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  last_trace_no INTEGER NOT NULL,
  traces INTEGER NOT NULL,
  spans INTEGER NOT NULL
);
INSERT INTO store_state VALUES (1, 0, 0, 0, 0);

-- What the spans of one export share, stored once by the hash of its content.
CREATE TABLE resources (
  resource_no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  service TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE scopes (
  scope_no INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);

-- Sums over the spans of a trace, kept by the writer in the transaction that inserts the spans.
CREATE TABLE traces (
  trace_no INTEGER PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  service TEXT NOT NULL,
  -- Which span name and service are from: a root wins over others, then the earliest.
  named_by_root INTEGER NOT NULL,
  named_by_start_ns INTEGER NOT NULL,
  named_by_span TEXT NOT NULL,
  start_ns INTEGER NOT NULL,
  end_ns INTEGER NOT NULL,
  span_count INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  -- All spans that are model calls; call_count has only those that are counted (call-nesting.ts).
  call_spans INTEGER NOT NULL,
  call_count INTEGER NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  provider TEXT,
  model TEXT,
  modelled_by_start_ns INTEGER,
  modelled_by_span TEXT,
  input_tokens INTEGER NOT NULL,
  calls_with_input INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  calls_with_output INTEGER NOT NULL,
  cost_nanos INTEGER NOT NULL,
  session_id TEXT,
  user_id TEXT,
  -- The distinct names of its spans, one a line; null when they are too many, then the spans are searched.
  span_names TEXT,
  changed_seq INTEGER NOT NULL
);
CREATE INDEX traces_by_start ON traces (start_ns);
CREATE INDEX traces_by_change ON traces (changed_seq);
CREATE INDEX traces_by_service ON traces (service, start_ns);
CREATE INDEX traces_with_error ON traces (start_ns) WHERE error_count > 0;
CREATE INDEX traces_by_session ON traces (session_id, start_ns) WHERE session_id IS NOT NULL;
CREATE INDEX traces_by_user ON traces (user_id, start_ns) WHERE user_id IS NOT NULL;

-- Every provider and model that a trace has a call of; '' where the call does not say.
CREATE TABLE trace_models (
  trace_no INTEGER NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  PRIMARY KEY (trace_no, provider, model)
) WITHOUT ROWID;

-- Small columns first: what outlines read lies before the long texts of a row.
CREATE TABLE spans (
  span_no INTEGER PRIMARY KEY,
  trace_no INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  parent_span_id TEXT,
  start_ns INTEGER NOT NULL,
  end_ns INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  status_code INTEGER NOT NULL,
  resource_no INTEGER NOT NULL,
  scope_no INTEGER NOT NULL,
  -- Model calls: 1 when it counts for sums and rollups, 0 when a call inside it does. Null: no model call.
  counted INTEGER,
  operation TEXT,
  provider TEXT,
  model TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cache_read_tokens INTEGER,
  cache_write_tokens INTEGER,
  reasoning_tokens INTEGER,
  cost_nanos INTEGER,
  overhead_micros INTEGER,
  session_id TEXT,
  user_id TEXT,
  flags INTEGER NOT NULL,
  dropped_attributes INTEGER NOT NULL DEFAULT 0,
  dropped_events INTEGER NOT NULL DEFAULT 0,
  dropped_links INTEGER NOT NULL DEFAULT 0,
  trace_state TEXT NOT NULL DEFAULT '',
  status_message TEXT NOT NULL DEFAULT '',
  cost TEXT,
  attributes TEXT NOT NULL,
  events TEXT,
  links TEXT
);
-- Ids are random, but a trace's number comes first: inserts stay near the end of the index.
CREATE UNIQUE INDEX spans_by_id ON spans (trace_no, span_id);

-- A minute of one service's calls of one model; '' where a call does not say. Sketches: latency-sketch.ts.
CREATE TABLE call_rollups (
  minute INTEGER NOT NULL,
  service TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  calls INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_nanos INTEGER NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  latency BLOB NOT NULL,
  overhead BLOB NOT NULL,
  PRIMARY KEY (minute, service, provider, model)
) WITHOUT ROWID;

-- Traces that retention removed and whose spans are deleted little by little.
CREATE TABLE retired_traces (trace_no INTEGER PRIMARY KEY);
`;

const down = `
DROP TABLE retired_traces;
DROP TABLE call_rollups;
DROP TABLE spans;
DROP TABLE trace_models;
DROP TABLE traces;
DROP TABLE scopes;
DROP TABLE resources;
DROP TABLE store_state;
`;

export const createTraces: Migration = { version: 1, name: 'traces', up, down };
