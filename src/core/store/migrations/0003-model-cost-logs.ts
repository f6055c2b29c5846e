import type { Migration } from './migration.ts';

const up = `
-- One row for each call through the gateway, whatever its end, written with its spans and removed with its trace.
CREATE TABLE model_cost_logs (
  log_no INTEGER PRIMARY KEY,
  trace_no INTEGER NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  at_ns INTEGER NOT NULL,
  -- ok, failed, cut, cancelled or refused
  status TEXT NOT NULL,
  error_type TEXT,
  org TEXT,
  workspace TEXT,
  user TEXT,
  key TEXT,
  service TEXT NOT NULL,
  agent TEXT,
  provider TEXT,
  model TEXT,
  route TEXT,
  service_tier TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cache_read_tokens INTEGER,
  cache_write_tokens INTEGER,
  cache_write_1h_tokens INTEGER,
  reasoning_tokens INTEGER,
  audio_input_tokens INTEGER,
  audio_output_tokens INTEGER,
  image_input_tokens INTEGER,
  image_output_tokens INTEGER,
  -- Nano-dollars; null when the cost is not known.
  input_nanos INTEGER,
  cache_read_nanos INTEGER,
  cache_write_nanos INTEGER,
  output_nanos INTEGER,
  reasoning_nanos INTEGER,
  total_nanos INTEGER,
  -- 1 when the tokens were counted by the gateway because the vendor did not say.
  estimated INTEGER NOT NULL,
  price TEXT,
  catalogue_date TEXT
);
CREATE INDEX cost_logs_by_time ON model_cost_logs (at_ns);
CREATE INDEX cost_logs_by_trace ON model_cost_logs (trace_no);

-- A minute of the cost log by whose calls they were; '' where a call does not say.
CREATE TABLE cost_rollups (
  minute INTEGER NOT NULL,
  org TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  key TEXT NOT NULL,
  agent TEXT NOT NULL,
  route TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  calls INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_nanos INTEGER NOT NULL,
  priced_calls INTEGER NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  PRIMARY KEY (minute, org, workspace, user, key, agent, route, provider, model)
) WITHOUT ROWID;
`;

const down = `
DROP TABLE cost_rollups;
DROP TABLE model_cost_logs;
`;

export const createModelCostLogs: Migration = { version: 3, name: 'model-cost-logs', up, down };
