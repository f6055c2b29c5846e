import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Retention } from '../retention.ts';
import type { StoredSpan } from '../span-record.ts';
import { spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { SearchIndexer } from './search-indexer.ts';
import { searchPathOf } from './search-database.ts';
import { textCondition } from './index.ts';

let store: TemporaryStore;
let indexer: SearchIndexer | null;
beforeEach(() => {
  store = temporaryStore();
  indexer = null;
});
afterEach(() => {
  indexer?.close();
  store.close();
});

function index(): void {
  indexer ??= new SearchIndexer(store.path);
  while (indexer.slice());
}

function close(): void {
  indexer?.close();
  indexer = null;
}

/** How many documents of the index alone have a word. */
function documentsWith(word: string): number {
  const db = new SqliteDatabase(searchPathOf(store.path), { readonly: true });
  const count = db
    .prepare<[string], number>('SELECT count(*) FROM texts WHERE texts MATCH ?')
    .pluck()
    .get(word);
  db.close();
  return count ?? 0;
}

let spans = 0;
function spanOf(trace: number, name: string, attributes = {}): StoredSpan {
  return storedSpan({ span: { traceId: traceIdOf(trace), spanId: spanIdOf(++spans), name, attributes } });
}

describe('SearchIndexer', () => {
  it('goes on where it was, and repeats nothing', () => {
    store.writer.write([spanOf(1, 'first')]);
    index();
    close();
    store.writer.write([spanOf(2, 'second')]);
    index();
    expect([documentsWith('first'), documentsWith('second')]).toEqual([1, 1]);
  });

  it('indexes a history that is sent again with each call only once', () => {
    const turns = Array.from({ length: 10 }, (_, turn) => ({
      role: 'user',
      content: `question${turn} ${'about trains '.repeat(10)}`,
    }));
    for (let turn = 1; turn <= turns.length; turn += 1) {
      store.writer.write([
        spanOf(1, 'chat', { 'gen_ai.input.messages': JSON.stringify(turns.slice(0, turn)) }),
      ]);
      index();
    }
    expect(documentsWith('question0')).toBe(1);
    expect(documentsWith('question9')).toBe(1);
  });

  it('makes the index again when it is missing, damaged or newer', () => {
    store.writer.write([spanOf(1, 'kept')]);
    const path = searchPathOf(store.path);
    const spoil: (() => void)[] = [
      () => rmSync(path),
      () => writeFileSync(path, 'this is no database'),
      () => {
        const db = new SqliteDatabase(path);
        db.pragma('user_version = 99');
        db.close();
      },
    ];
    for (const act of spoil) {
      index();
      close();
      act();
      index();
      expect(documentsWith('kept')).toBe(1);
    }
  });

  it('makes the index again for another telemetry.db', () => {
    store.writer.write([spanOf(7, 'alien'), spanOf(8, 'alien')]);
    index();
    close();
    const other = temporaryStore();
    copyFileSync(searchPathOf(store.path), searchPathOf(other.path));
    other.writer.write([spanOf(1, 'own'), spanOf(2, 'own'), spanOf(3, 'own')]);
    const otherIndexer = new SearchIndexer(other.path);
    while (otherIndexer.slice());
    const { sql, values } = textCondition(other.db, ['own']);
    const own = other.db.prepare<unknown[], number>(`SELECT count(*) FROM traces t WHERE ${sql}`).pluck();
    expect(own.get(...values)).toBe(3);
    otherIndexer.close();
    const db = new SqliteDatabase(searchPathOf(other.path), { readonly: true });
    expect(db.prepare(`SELECT count(*) FROM texts WHERE texts MATCH 'alien'`).pluck().get()).toBe(0);
    db.close();
    other.close();
  });

  it('removes the documents of traces that retention removed', () => {
    store.writer.write(Array.from({ length: 600 }, (_, trace) => spanOf(trace + 1, 'short lived')));
    index();
    close();
    const retention = new Retention(store.db, { maxAgeDays: 0, maxBytes: 1e12 }, store.writer);
    while (retention.slice(BigInt(Date.now()) * 1_000_000n));
    index();
    expect(documentsWith('lived')).toBe(0);
    store.writer.write([spanOf(1001, 'long lived')]);
    index();
    expect(documentsWith('lived')).toBe(1);
  });

  it.each(['', 'this is no database'])(
    'leaves readers in peace while its file is no index: "%s"',
    (content) => {
      store.writer.write([spanOf(1, 'found')]);
      writeFileSync(searchPathOf(store.path), content);
      const { sql, values } = textCondition(store.db, ['found']);
      const count = store.db.prepare<unknown[], number>(`SELECT count(*) FROM traces t WHERE ${sql}`).pluck();
      expect(count.get(...values)).toBe(1);
    },
  );

  it('can be opened by readers from the first commit on, and follows when it is made again', () => {
    store.writer.write([spanOf(1, 'followed')]);
    const matches = () => {
      const { sql, values } = textCondition(store.db, ['followed'], 'all');
      return store.db
        .prepare<unknown[], number>(`SELECT count(*) FROM traces t WHERE ${sql}`)
        .pluck()
        .get(...values);
    };
    expect(matches()).toBe(1);
    index();
    expect(matches()).toBe(1);
    close();
    rmSync(searchPathOf(store.path));
    index();
    expect(existsSync(searchPathOf(store.path))).toBe(true);
    expect(matches()).toBe(1);
  });
});
