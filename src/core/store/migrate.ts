import type { Database } from 'better-sqlite3';
import type { Change, Migration } from './migrations/migration.ts';

/** The version that the schema of a database has; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Brings the schema forward or back to `version`, each step in its own transaction. */
export function migrate(db: Database, migrations: readonly Migration[], version: number): void {
  for (let at = schemaVersion(db); at < version; at += 1) {
    step(db, migrationOf(migrations, at + 1).up, at + 1);
  }
  for (let at = schemaVersion(db); at > version; at -= 1) {
    step(db, migrationOf(migrations, at).down, at - 1);
  }
}

function migrationOf(migrations: readonly Migration[], version: number): Migration {
  const found = migrations.find((migration) => migration.version === version);
  if (found === undefined) throw new Error(`There is no migration ${version}.`);
  return found;
}

function step(db: Database, change: Change, reached: number): void {
  db.transaction(() => {
    if (typeof change === 'string') db.exec(change);
    else change(db);
    db.pragma(`user_version = ${reached}`);
  }).immediate();
}
