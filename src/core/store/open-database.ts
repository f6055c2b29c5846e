import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { SignalboxError } from '../../shared/errors.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { addQueryLimit } from './query-limit.ts';

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** Up to this size a whole check takes well under a second, see docs/adr/0002-durability.md. */
const QUICK_CHECK_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Opens a database for writing, makes it when it is missing, and brings its schema up to date.
 * One that is damaged or newer is refused before anything is written to it. After an unclean end (its write-ahead log
 * is still there) it is checked page by page, unless it is so large that the start would be held up.
 * `pageBytes` is the size of a new database's pages; one that is there keeps its own.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export function openDatabase(
  path: string,
  migrations: readonly Migration[],
  { pageBytes = 4096 }: { pageBytes?: number } = {},
): Database {
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (!isNew) refuseUnfit(path, migrations.length);
  const db = new SqliteDatabase(path);
  try {
    db.pragma(`page_size = ${pageBytes}`);
    db.pragma('journal_mode = WAL');
    migrate(db, migrations, migrations.length);
    return db;
  } catch (error) {
    db.close();
    throw damage(error, path);
  }
}

/** Opens a database that `openDatabase` has opened in this process, to read only. */
export function openForReading(path: string): Database {
  const db = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
  db.pragma('cache_size = -32768');
  addQueryLimit(db);
  return db;
}

/** Reads only: a connection that may write copies the write-ahead log into the file when it closes. */
function refuseUnfit(path: string, known: number): void {
  const endedUncleanly = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  refuseByHeader(path, known, endedUncleanly);
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    refuseByContent(db, path, known);
    if (endedUncleanly && statSync(path).size <= QUICK_CHECK_MAX_BYTES) quickCheck(db, path);
  } catch (error) {
    throw damage(error, path);
  } finally {
    db.close();
  }
}

/** What the first bytes say (https://www.sqlite.org/fileformat2.html#the_database_header), without opening the file. */
function refuseByHeader(path: string, known: number, endedUncleanly: boolean): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw damaged(path, 'it is not an SQLite database');
  const found = header.readUInt32BE(60);
  if (found > known) throw new SignalboxError('DATABASE_NEWER', { path, found, known });
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  const pages = header.readUInt32BE(28);
  // A checkpoint that was cut off leaves a short file, and in the write-ahead log what it lacks.
  if (endedUncleanly) return;
  // The count of pages holds only if the version that wrote it is the one of the last change.
  const counts = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (counts && statSync(path).size < pages * pageSize) {
    throw damaged(path, `it is cut off: ${statSync(path).size} of ${pages * pageSize} bytes are there`);
  }
}

function refuseByContent(db: Database, path: string, known: number): void {
  const found = schemaVersion(db);
  if (found > known) throw new SignalboxError('DATABASE_NEWER', { path, found, known });
  const tables = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get() as number;
  if (found === 0 && tables > 0) throw damaged(path, 'it holds tables that Signalbox did not make');
}

function quickCheck(db: Database, path: string): void {
  const result = db.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw damaged(path, String(result));
}

function damage(error: unknown, path: string): unknown {
  const isDamage = error instanceof SqliteDatabase.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
  return isDamage ? damaged(path, error.message, error) : error;
}

function damaged(path: string, reason: string, cause?: unknown): SignalboxError {
  return new SignalboxError('DATABASE_DAMAGED', { path, reason }, { cause });
}
