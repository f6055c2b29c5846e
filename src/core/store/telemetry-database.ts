import type { Database } from 'better-sqlite3';
import { TELEMETRY_MIGRATIONS } from './migrations/telemetry-migrations.ts';
import { openDatabase } from './open-database.ts';
import { addQueryLimit } from './query-limit.ts';

/** A span's row is about 1 KiB: larger pages are split less often and leave less room unused. */
const PAGE_BYTES = 8192;
/** What the write-ahead log may gather before a commit copies it into the database. */
const CHECKPOINT_BYTES = 16 * 2 ** 20;
const CACHE_KIBIBYTES = 64 * 1024;

/**
 * Opens telemetry.db for its one writer. docs/adr/0002-durability.md says why these settings.
 * `maxPages` bounds the file; a write beyond fails as one on a full disk does.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export function openTelemetryDatabase(
  path: string,
  options: { maxPages?: number | undefined } = {},
): Database {
  const db = openDatabase(path, TELEMETRY_MIGRATIONS, { pageBytes: PAGE_BYTES });
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_BYTES / PAGE_BYTES}`);
  db.pragma(`journal_size_limit = ${CHECKPOINT_BYTES * 4}`);
  db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  addQueryLimit(db);
  if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
  return db;
}

/** Copies the write-ahead log into the database and closes it, so that the next start finds it clean. */
export function closeTelemetryDatabase(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
