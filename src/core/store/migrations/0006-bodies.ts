import type { Database } from 'better-sqlite3';
import { BodyReader } from '../bodies/index.ts';
import type { Migration } from './migration.ts';

const up = `
-- Long texts of spans, each stored once (docs/adr/0012-bodies.md). Rows refer to them by number; numbers are not used twice.
-- The hash is the first half of the text's SHA-256. Encoding: 0 UTF-8, 1 UTF-8 compressed with zstd. Size: uncompressed.
CREATE TABLE bodies (
  body_no INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  size INTEGER NOT NULL,
  encoding INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
-- Which traces use a body, each once. A body goes with the last of them.
CREATE TABLE trace_bodies (
  trace_no INTEGER NOT NULL,
  body_no INTEGER NOT NULL,
  PRIMARY KEY (trace_no, body_no)
) WITHOUT ROWID;
-- How many traces beyond the first use a body; no row where only one does, as with most.
CREATE TABLE shared_bodies (
  body_no INTEGER PRIMARY KEY,
  more_traces INTEGER NOT NULL
);
CREATE TABLE body_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_body_no INTEGER NOT NULL
);
INSERT INTO body_state VALUES (1, 0);
`;

/** Puts every text back into its row. */
function down(db: Database): void {
  const reader = new BodyReader(db);
  const next = db.prepare<[number], { span_no: number; attributes: string; events: string | null }>(
    `SELECT span_no, attributes, events FROM spans
     WHERE span_no > ? AND (attributes LIKE '%{"bodyValue":%' OR events LIKE '%{"bodyValue":%')
     ORDER BY span_no LIMIT 1`,
  );
  const update = db.prepare('UPDATE spans SET attributes = ?, events = ? WHERE span_no = ?');
  for (let row = next.get(0); row !== undefined; row = next.get(row.span_no)) {
    update.run(
      JSON.stringify(reader.attributes(row.attributes)),
      row.events === null ? null : JSON.stringify(reader.events(row.events)),
      row.span_no,
    );
  }
  db.exec('DROP TABLE body_state; DROP TABLE shared_bodies; DROP TABLE trace_bodies; DROP TABLE bodies;');
}

export const createBodies: Migration = { version: 6, name: 'bodies', up, down };
