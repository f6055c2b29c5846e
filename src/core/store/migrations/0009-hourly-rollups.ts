import type { Database } from 'better-sqlite3';
import { LatencySketch } from '../latency-sketch.ts';
import type { Migration } from './migration.ts';

const CALL_SUMS = 'calls, errors, input_tokens, output_tokens, cost_nanos, priced_calls, unpriced_calls';
const COST_KEY = 'org, workspace, user, key, agent, route';

const TABLES = `
ALTER TABLE call_rollups RENAME TO old_call_rollups;
ALTER TABLE cost_rollups RENAME TO old_cost_rollups;

-- Calls of a model that started in a minute (grain 1) or in the hour from that minute on (grain 60). '' where a call does
-- not say; route, org and workspace are known of calls through the gateway. Status: how a call through the gateway ended,
-- of others ok or error; '' before it was known. Sketches: latency-sketch.ts.
CREATE TABLE call_rollups (
  grain INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  service TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  route TEXT NOT NULL,
  org TEXT NOT NULL,
  workspace TEXT NOT NULL,
  status TEXT NOT NULL,
  calls INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_nanos INTEGER NOT NULL,
  priced_calls INTEGER NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  latency BLOB NOT NULL,
  overhead BLOB NOT NULL,
  PRIMARY KEY (grain, minute, service, provider, model, route, org, workspace, status)
) WITHOUT ROWID;

-- The same of calls through the gateway, by whose calls they were. Models are in call_rollups.
CREATE TABLE cost_rollups (
  grain INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  org TEXT NOT NULL,
  workspace TEXT NOT NULL,
  user TEXT NOT NULL,
  key TEXT NOT NULL,
  agent TEXT NOT NULL,
  route TEXT NOT NULL,
  calls INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_nanos INTEGER NOT NULL,
  priced_calls INTEGER NOT NULL,
  unpriced_calls INTEGER NOT NULL,
  PRIMARY KEY (grain, minute, org, workspace, user, key, agent, route)
) WITHOUT ROWID;

-- Minutes before this have no rows any more, hours have.
ALTER TABLE store_state ADD COLUMN minutes_from INTEGER NOT NULL DEFAULT 0;

DROP INDEX cost_logs_by_trace;
CREATE INDEX cost_logs_by_span ON model_cost_logs (trace_no, span_id);
`;

/** A sum that stops where SQLite's integers end instead of failing. */
const COST_SUM =
  'min(sum(cost_nanos / 1000000000), 9223372035) * 1000000000 + min(sum(cost_nanos % 1000000000), 1000000000)';
const COST_SUMS = `sum(calls), sum(input_tokens), sum(output_tokens), ${COST_SUM}, sum(priced_calls), sum(unpriced_calls)`;

function up(db: Database): void {
  db.exec(TABLES);
  for (const grain of [1, 60]) {
    const minute = `minute / ${grain} * ${grain}`;
    mergeCalls(db, {
      from: `SELECT ${minute} AS at, service, provider, model, ${CALL_SUMS}, latency, overhead FROM old_call_rollups
             ORDER BY 1, 2, 3, 4`,
      into: `INSERT INTO call_rollups VALUES (${grain}, ?, ?, ?, ?, '', '', '', '', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    });
    db.exec(`INSERT INTO cost_rollups SELECT ${grain}, ${minute}, ${COST_KEY}, ${COST_SUMS}
             FROM old_cost_rollups GROUP BY 2, ${COST_KEY}`);
  }
  db.exec('DROP TABLE old_call_rollups; DROP TABLE old_cost_rollups;');
}

const OLD_TABLES = `
ALTER TABLE call_rollups RENAME TO new_call_rollups;
ALTER TABLE cost_rollups RENAME TO new_cost_rollups;
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
  priced_calls INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (minute, service, provider, model)
) WITHOUT ROWID;
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
DROP INDEX cost_logs_by_span;
CREATE INDEX cost_logs_by_trace ON model_cost_logs (trace_no);
`;

/** Where no minutes are kept any more, all of an hour goes to its first. */
const KEPT = `((grain = 1 AND minute >= (SELECT minutes_from FROM store_state))
  OR (grain = 60 AND minute < (SELECT minutes_from FROM store_state)))`;

function down(db: Database): void {
  db.exec(OLD_TABLES);
  mergeCalls(db, {
    from: `SELECT minute AS at, service, provider, model, ${CALL_SUMS}, latency, overhead FROM new_call_rollups
           WHERE ${KEPT} ORDER BY 1, 2, 3, 4`,
    into: `INSERT INTO call_rollups (minute, service, provider, model, ${CALL_SUMS}, latency, overhead)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  });
  db.exec(`
    INSERT INTO cost_rollups SELECT minute, ${COST_KEY}, '', '', ${COST_SUMS}
    FROM new_cost_rollups WHERE ${KEPT} GROUP BY minute, ${COST_KEY};
    DROP TABLE new_call_rollups; DROP TABLE new_cost_rollups;
    ALTER TABLE store_state DROP COLUMN minutes_from;`);
}

type CallRow = [...key: (bigint | string)[]];
const KEY_LENGTH = 4;
const LARGEST = 0x7fff_ffff_ffff_ffffn;

/** Adds up neighbouring rows of one key; SQL alone cannot merge their sketches. */
function mergeCalls(db: Database, { from, into }: { from: string; into: string }): void {
  const insert = db.prepare<unknown[]>(into);
  let key: CallRow = [];
  let sums: bigint[] = [];
  let sketches = [new LatencySketch(), new LatencySketch()];
  const flush = (): void => {
    if (key.length === 0) return;
    insert.run(
      ...key,
      ...sums.map((sum) => (sum > LARGEST ? LARGEST : sum)),
      ...sketches.map((sketch) => sketch.encode()),
    );
  };
  // Read whole: a connection cannot write while it iterates.
  for (const row of db.prepare(from).raw().safeIntegers().all() as (bigint | string | Buffer)[][]) {
    const rowKey = row.slice(0, KEY_LENGTH) as CallRow;
    const rowSums = row.slice(KEY_LENGTH, -2) as bigint[];
    if (key.length === 0 || rowKey.some((value, index) => value !== key[index])) {
      flush();
      key = rowKey;
      sums = rowSums.map(() => 0n);
      sketches = [new LatencySketch(), new LatencySketch()];
    }
    sums = sums.map((sum, index) => sum + (rowSums[index] ?? 0n));
    row.slice(-2).forEach((bytes, index) => sketches[index]?.mergeEncoded(bytes as Buffer));
  }
  flush();
}

export const rollUpByHour: Migration = { version: 9, name: 'hourly-rollups', up, down };
