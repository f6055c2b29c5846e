import type { Database } from 'better-sqlite3';
import { TELEMETRY_MIGRATIONS } from './migrations/telemetry-migrations.ts';
import { openDatabase } from './open-database.ts';

/** Pages (of 4 KiB) that the write-ahead log may gather before a commit copies them into the database. */
const CHECKPOINT_PAGES = 4000;
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
  const db = openDatabase(path, TELEMETRY_MIGRATIONS);
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`journal_size_limit = ${CHECKPOINT_PAGES * 4096 * 4}`);
  db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
  return db;
}

/** Copies the write-ahead log into the database and closes it, so that the next start finds it clean. */
export function closeTelemetryDatabase(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
