import type { Migration } from './migration.ts';

const up = `
-- Spans that came again after they were stored.
ALTER TABLE traces ADD COLUMN duplicate_spans INTEGER NOT NULL DEFAULT 0;
-- When a trace came whose own start cannot be right (docs/reference/traces.md); its age counts from then.
ALTER TABLE traces ADD COLUMN misdated_since_ns INTEGER;
CREATE INDEX traces_misdated ON traces (misdated_since_ns) WHERE misdated_since_ns IS NOT NULL;

-- How many traces of a service started in a minute (grain 1) or in the hour from that minute on (grain 60).
CREATE TABLE trace_rollups (
  grain INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  service TEXT NOT NULL,
  traces INTEGER NOT NULL,
  traces_with_error INTEGER NOT NULL,
  PRIMARY KEY (grain, minute, service)
) WITHOUT ROWID;
INSERT INTO trace_rollups
  SELECT 1, start_ns / 60000000000 AS minute, service, count(*), sum(error_count > 0)
  FROM traces GROUP BY 2, 3;
INSERT INTO trace_rollups
  SELECT 60, minute / 60 * 60, service, sum(traces), sum(traces_with_error)
  FROM trace_rollups WHERE grain = 1 GROUP BY 2, 3;
`;

const down = `
DROP TABLE trace_rollups;
DROP INDEX traces_misdated;
ALTER TABLE traces DROP COLUMN misdated_since_ns;
ALTER TABLE traces DROP COLUMN duplicate_spans;
`;

export const createTraceRollups: Migration = { version: 7, name: 'trace-rollups', up, down };
