import type { Migration } from './migration.ts';

const up = `
-- A row for each exchange that guards, similarity or policies were asked about, removed with its trace. Names are ''
-- where the exchange does not say.
CREATE TABLE exchange_verdicts (
  verdict_no INTEGER PRIMARY KEY,
  trace_no INTEGER NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  at_ns INTEGER NOT NULL,
  org TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  -- Who refused the call: policy, guard_input, guard_output or similarity; '' when none did.
  blocked_by TEXT NOT NULL,
  -- What the sets that enforce came to: pass, allow, flag, modify or block.
  enforced TEXT NOT NULL,
  -- PolicyEffects as JSON, of the sets that enforce and as if those in shadow did; null: not asked, or none applies.
  effects TEXT,
  shadow TEXT
);
CREATE INDEX exchange_verdicts_by_span ON exchange_verdicts (trace_no, span_id);

-- Each guard's work on one direction of an exchange.
CREATE TABLE guard_runs (
  run_no INTEGER PRIMARY KEY,
  verdict_no INTEGER NOT NULL,
  trace_no INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  at_ns INTEGER NOT NULL,
  guard TEXT NOT NULL,
  direction TEXT NOT NULL,
  outcome TEXT NOT NULL,
  -- From 0 to 1; null where the guard has none.
  score REAL,
  micros REAL NOT NULL,
  -- The kinds of what was found, in JSON; never what was found itself.
  kinds TEXT NOT NULL
);
CREATE INDEX guard_runs_by_span ON guard_runs (trace_no, span_id);
CREATE INDEX guard_runs_by_time ON guard_runs (guard, at_ns);

-- What each policy set decided about an exchange.
CREATE TABLE policy_results (
  result_no INTEGER PRIMARY KEY,
  verdict_no INTEGER NOT NULL,
  trace_no INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  at_ns INTEGER NOT NULL,
  set_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  mode TEXT NOT NULL,
  outcome TEXT NOT NULL,
  -- The ids of the rules that matched, in JSON.
  matched TEXT NOT NULL,
  -- Rules that could not be evaluated.
  errors INTEGER NOT NULL,
  micros REAL NOT NULL
);
CREATE INDEX policy_results_by_span ON policy_results (trace_no, span_id);
CREATE INDEX policy_results_by_set ON policy_results (set_id, mode, at_ns);

-- The flags that rules have put on an exchange.
CREATE TABLE exchange_flags (
  trace_no INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  flag TEXT NOT NULL,
  PRIMARY KEY (trace_no, span_id, flag)
) WITHOUT ROWID;

-- Runs of a guard in a minute (grain 1) or in the hour from that minute on (grain 60), by what came of them. Latency:
-- latency-sketch.ts. Scores: score-histogram.ts.
CREATE TABLE guard_rollups (
  grain INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  guard TEXT NOT NULL,
  direction TEXT NOT NULL,
  pass INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  warn INTEGER NOT NULL,
  redact INTEGER NOT NULL,
  block INTEGER NOT NULL,
  failed_open INTEGER NOT NULL,
  failed_closed INTEGER NOT NULL,
  latency BLOB NOT NULL,
  scores BLOB NOT NULL,
  PRIMARY KEY (grain, minute, guard, direction)
) WITHOUT ROWID;
`;

const down = `
DROP TABLE guard_rollups;
DROP TABLE exchange_flags;
DROP TABLE policy_results;
DROP TABLE guard_runs;
DROP TABLE exchange_verdicts;
`;

export const createVerdicts: Migration = { version: 10, name: 'verdicts', up, down };
