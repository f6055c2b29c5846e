import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TELEMETRY_MIGRATIONS } from './migrations/telemetry-migrations.ts';
import { openDatabase } from './open-database.ts';
import { modelCall, spanIdOf } from './testing/stored-spans.ts';
import { temporaryDirectory, temporaryStore } from './testing/temporary-store.ts';

describe('openDatabase', () => {
  let directory: { path: string; remove: () => void };
  let path: string;
  beforeEach(() => {
    directory = temporaryDirectory();
    path = join(directory.path, 'telemetry.db');
  });
  afterEach(() => directory.remove());

  function refusal(): unknown {
    const before = readFileSync(path);
    try {
      openDatabase(path, TELEMETRY_MIGRATIONS).close();
      return null;
    } catch (error) {
      expect(readFileSync(path).equals(before)).toBe(true);
      return error;
    }
  }

  it('makes a database, and takes an empty file for a new one', () => {
    writeFileSync(path, '');
    openDatabase(path, TELEMETRY_MIGRATIONS).close();
    const db = openDatabase(path, TELEMETRY_MIGRATIONS);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.prepare('SELECT spans FROM store_state').pluck().get()).toBe(0);
    db.close();
  });

  it('refuses a newer database and leaves it alone', () => {
    const db = openDatabase(path, TELEMETRY_MIGRATIONS);
    db.pragma('user_version = 99');
    db.close();
    expect(refusal()).toMatchObject({
      code: 'DATABASE_NEWER',
      details: { found: 99, known: TELEMETRY_MIGRATIONS.length },
    });
  });

  it('refuses what is no database and leaves it alone', () => {
    writeFileSync(path, 'This is a letter, not a database. '.repeat(100));
    expect(refusal()).toMatchObject({ code: 'DATABASE_DAMAGED' });
  });

  it('refuses a database of someone else', () => {
    const db = new SqliteDatabase(path);
    db.exec('CREATE TABLE letters (body TEXT)');
    db.close();
    expect(refusal()).toMatchObject({ code: 'DATABASE_DAMAGED' });
  });

  it('refuses a database that is cut off', () => {
    openDatabase(path, TELEMETRY_MIGRATIONS).close();
    truncateSync(path, readFileSync(path).length - 4096);
    expect(refusal()).toMatchObject({ code: 'DATABASE_DAMAGED' });
  });

  it('takes a database whose checkpoint was cut off: the rest is in the log', () => {
    const store = temporaryStore();
    store.writer.write(
      Array.from({ length: 500 }, (_, index) => modelCall({ span: { spanId: spanIdOf(index + 1) } })),
    );
    writeFileSync(`${path}-wal`, readFileSync(`${store.path}-wal`));
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    writeFileSync(path, readFileSync(store.path));
    truncateSync(path, readFileSync(path).length / 2);
    store.close();
    const db = openDatabase(path, TELEMETRY_MIGRATIONS);
    expect(db.prepare('SELECT count(*) FROM spans').pluck().get()).toBe(500);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('finds a damaged page after an unclean end', () => {
    const store = temporaryStore();
    store.writer.write(
      Array.from({ length: 500 }, (_, index) => modelCall({ span: { spanId: spanIdOf(index + 1) } })),
    );
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    store.writer.write([modelCall({ span: { spanId: spanIdOf(1000) } })]);
    const file = readFileSync(store.path);
    // Pages from the second third on hold rows and indexes; 0xff is no valid page type.
    const pageBytes = store.db.pragma('page_size', { simple: true }) as number;
    const page = Math.floor(file.length / pageBytes / 2);
    file.fill(0xff, pageBytes * page, pageBytes * (page + 1));
    writeFileSync(path, file);
    writeFileSync(`${path}-wal`, readFileSync(`${store.path}-wal`));
    store.close();
    expect(refusal()).toMatchObject({ code: 'DATABASE_DAMAGED' });
  });
});
