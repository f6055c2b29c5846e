import type { Database } from 'better-sqlite3';
import { openDatabase } from '../open-database.ts';
import { SERIES_MIGRATIONS } from './series-migrations.ts';

const PAGE_BYTES = 8192;
const CHECKPOINT_BYTES = 16 * 2 ** 20;
const CACHE_KIBIBYTES = 64 * 1024;

/**
 * Opens metrics.db for its one thread, with the settings of telemetry.db (docs/adr/0002-durability.md).
 * `maxPages` bounds the file; a write beyond fails as one on a full disk does.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export function openSeriesDatabase(path: string, options: { maxPages?: number | undefined } = {}): Database {
  const db = openDatabase(path, SERIES_MIGRATIONS, { pageBytes: PAGE_BYTES });
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_BYTES / PAGE_BYTES}`);
  db.pragma(`journal_size_limit = ${CHECKPOINT_BYTES * 4}`);
  db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`);
  return db;
}

/** Copies SQLite's log into the database and closes it, so that the next start finds it clean. */
export function closeSeriesDatabase(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
