import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { TELEMETRY_MIGRATIONS } from './migrations/telemetry-migrations.ts';
import { openDatabase } from './open-database.ts';
import { modelCall, traceIdOf, unpricedCall } from './testing/stored-spans.ts';
import { temporaryDirectory, temporaryStore } from './testing/temporary-store.ts';

const SHELVES: readonly Migration[] = [
  {
    version: 1,
    name: 'books',
    up: 'CREATE TABLE books (title TEXT NOT NULL);',
    down: 'DROP TABLE books;',
  },
  {
    version: 2,
    name: 'pages',
    up: 'ALTER TABLE books ADD COLUMN pages INTEGER NOT NULL DEFAULT 0; UPDATE books SET pages = 100;',
    down: 'ALTER TABLE books DROP COLUMN pages;',
  },
  {
    version: 3,
    name: 'broken',
    up: 'CREATE TABLE shelf (name TEXT); INSERT INTO nowhere VALUES (1);',
    down: '',
  },
];

function schemaOf(db: Database): unknown[] {
  return db.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();
}

describe('migrations', () => {
  let directory: { path: string; remove: () => void };
  let path: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    path = join(directory.path, 'test.db');
  });
  afterEach(() => directory.remove());

  it('brings an older database forward with what is in it', () => {
    const older = openDatabase(path, SHELVES.slice(0, 1));
    older.prepare('INSERT INTO books VALUES (?)').run('Persuasion');
    older.close();
    const db = openDatabase(path, SHELVES.slice(0, 2));
    expect(schemaVersion(db)).toBe(2);
    expect(db.prepare('SELECT * FROM books').all()).toEqual([{ title: 'Persuasion', pages: 100 }]);
    migrate(db, SHELVES, 1);
    expect(db.prepare('SELECT * FROM books').all()).toEqual([{ title: 'Persuasion' }]);
    db.close();
  });

  it('leaves a database as it was when a step fails', () => {
    openDatabase(path, SHELVES.slice(0, 2)).close();
    expect(() => openDatabase(path, SHELVES)).toThrow('nowhere');
    const db = openDatabase(path, SHELVES.slice(0, 2));
    expect(schemaVersion(db)).toBe(2);
    expect(schemaOf(db)).toHaveLength(1);
    db.close();
  });

  it('goes up from empty, down to empty and up again to the same schema', () => {
    const db = new SqliteDatabase(path);
    migrate(db, TELEMETRY_MIGRATIONS, TELEMETRY_MIGRATIONS.length);
    const first = schemaOf(db);
    expect(first.length).toBeGreaterThan(8);
    migrate(db, TELEMETRY_MIGRATIONS, 0);
    expect(schemaOf(db)).toEqual([]);
    migrate(db, TELEMETRY_MIGRATIONS, TELEMETRY_MIGRATIONS.length);
    expect(schemaOf(db)).toEqual(first);
    db.close();
  });

  it('keeps the cost of a trace when its database goes one step back and forward again', () => {
    const store = temporaryStore();
    const unpriced = unpricedCall({ span: { traceId: traceIdOf(2) } });
    store.writer.write([modelCall(), unpriced]);
    migrate(store.db, TELEMETRY_MIGRATIONS, 1);
    migrate(store.db, TELEMETRY_MIGRATIONS, TELEMETRY_MIGRATIONS.length);
    const { traces } = store.reader.list({ filter: {}, limit: 2, cursor: null });
    expect(traces.map(({ costNanos }) => costNanos)).toEqual([null, '450000']);
    store.close();
  });

  it('numbers the steps from one without gaps', () => {
    expect(TELEMETRY_MIGRATIONS.map(({ version }) => version)).toEqual(
      TELEMETRY_MIGRATIONS.map((_, index) => index + 1),
    );
  });
});
