import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { SignalboxError } from '../../shared/errors.ts';

/** Held until `release` is called or the process ends, however it ends. */
export interface DataDirectoryLock {
  release(): void;
}

/**
 * Makes this process the only engine on a data directory, which is made when it is missing.
 * The lock is an open write transaction on the small database `engine.lock`: the operating system gives it up when the
 * process dies, so that no stale file must be guessed about from process ids, which are used again. The process id is
 * kept in the file (as its user_version, which others can read meanwhile) only for the message.
 * @throws SignalboxError DATA_DIRECTORY_BUSY
 */
export function lockDataDirectory(directory: string): DataDirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const db = new SqliteDatabase(join(directory, 'engine.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE');
    db.pragma(`user_version = ${process.pid}`);
    db.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    const isBusy = error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
    const pid = isBusy ? (db.pragma('user_version', { simple: true }) as number) : 0;
    db.close();
    if (!isBusy) throw error;
    throw new SignalboxError('DATA_DIRECTORY_BUSY', { path: directory, pid }, { cause: error });
  }
  return { release: () => void db.close() };
}
