import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SignalboxError } from '../../../shared/errors.ts';

/** One step of a schema, forward and back. Its place in the list is its version. */
export interface Migration {
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/**
 * Opens a database and brings its schema up to the last migration. A damaged or newer file is refused and not touched.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export function openDatabase(path: string, migrations: readonly Migration[]): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new Database(path);
  try {
    const found = checkedVersion(database, path);
    if (found > migrations.length) {
      throw new SignalboxError('DATABASE_NEWER', { path, found, known: migrations.length });
    }
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, migrations, migrations.length);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Moves the schema to a version, forward or back, each step in a transaction of its own. */
export function migrate(
  database: Database.Database,
  migrations: readonly Migration[],
  version: number,
): void {
  for (let current = schemaVersion(database); current !== version; current = schemaVersion(database)) {
    const next = current < version ? current + 1 : current - 1;
    const step = migrations[Math.min(current, next)];
    if (step === undefined) throw new Error(`There is no migration from ${current} to ${next}.`);
    database.transaction(() => {
      database.exec(next > current ? step.up : step.down);
      database.pragma(`user_version = ${next}`);
    })();
  }
}

function schemaVersion(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

function checkedVersion(database: Database.Database, path: string): number {
  try {
    const result = database.pragma('quick_check(1)', { simple: true });
    if (result !== 'ok') throw new SignalboxError('DATABASE_DAMAGED', { path, reason: String(result) });
    return schemaVersion(database);
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError)) throw cause;
    throw new SignalboxError('DATABASE_DAMAGED', { path, reason: cause.message }, { cause });
  }
}
