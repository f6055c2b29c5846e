import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Migration } from '../migrations/migration.ts';
import { openDatabase } from '../open-database.ts';

const PAGE_BYTES = 8192;
const CHECKPOINT_BYTES = 16 * 2 ** 20;
const CACHE_KIBIBYTES = 16 * 1024;

/** How words are told apart, by the index and by what is looked up in it; see docs/reference/search.md. */
export const TOKENIZER = 'unicode61 remove_diacritics 2';

/**
 * A document is what one pass of the indexer found new in one trace. It is not stored, only its words with their places
 * (`detail=full`, which phrases need: of 200 MB of text 38 MB instead of 12 MB, at 16 % fewer documents a second).
 */
const up = `
CREATE VIRTUAL TABLE texts USING fts5(text, content='', contentless_delete=1, tokenize='${TOKENIZER}');
CREATE TABLE docs (doc_no INTEGER PRIMARY KEY, trace_no INTEGER NOT NULL);
CREATE INDEX docs_by_trace ON docs (trace_no);
-- One row, changed in the transaction of the documents: every span up to span_no is in them. The trace is that of this
-- span, by which a telemetry.db is recognised as the one that was indexed.
CREATE TABLE progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  span_no INTEGER NOT NULL,
  trace_no INTEGER NOT NULL,
  trace_id TEXT NOT NULL
);
INSERT INTO progress VALUES (1, 0, 0, '');
`;

const down = `
DROP TABLE progress;
DROP TABLE docs;
DROP TABLE texts;
`;

/** Everything here can be made again from telemetry.db, so a later step may drop all and begin anew. */
const SEARCH_MIGRATIONS: readonly Migration[] = [{ version: 1, name: 'texts', up, down }];

/** The index lies beside the database whose texts it has. */
export function searchPathOf(telemetryPath: string): string {
  return join(dirname(telemetryPath), 'search.db');
}

/** Opens search.db for its one writer. One that is damaged or newer is deleted and made again, empty. */
export function openSearchDatabase(path: string): Database {
  const db = openOrReplace(path);
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_BYTES / PAGE_BYTES}`);
  db.pragma(`journal_size_limit = ${CHECKPOINT_BYTES * 4}`);
  db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  return db;
}

export function removeSearchDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

function openOrReplace(path: string): Database {
  try {
    return openDatabase(path, SEARCH_MIGRATIONS, { pageBytes: PAGE_BYTES });
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    removeSearchDatabase(path);
    return openDatabase(path, SEARCH_MIGRATIONS, { pageBytes: PAGE_BYTES });
  }
}
