import { rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { BodyReader } from '../../src/core/store/bodies/index.ts';

/** Rows in a transaction: about what the writer's groups come to under this load. */
const ROWS_PER_TRANSACTION = 2048;
const CHECKPOINT_BYTES = 16 * 2 ** 20;

export interface FloorFigures {
  spans: number;
  seconds: number;
  cpuMicros: number;
}

/**
 * What the disk and SQLite allow: the rows that the engine stored of spans and traces, read into memory and inserted
 * into empty tables with the same columns and unique keys, by bare prepared statements, with the same durability. Texts
 * that the engine stores once are in every row, where a plain store has them.
 */
export function measureFloor(storedIn: string, directory: string): FloorFigures {
  const source = new SqliteDatabase(storedIn, { readonly: true });
  const path = join(directory, 'floor.db');
  const target = new SqliteDatabase(path);
  const pageBytes = source.pragma('page_size', { simple: true }) as number;
  target.pragma(`page_size = ${pageBytes}`);
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = NORMAL');
  target.pragma(`wal_autocheckpoint = ${CHECKPOINT_BYTES / pageBytes}`);
  target.pragma('cache_size = -65536');
  const kept = "'spans', 'traces', 'spans_by_id'";
  for (const sql of source.prepare(`SELECT sql FROM sqlite_master WHERE name IN (${kept})`).pluck().all()) {
    target.exec(String(sql));
  }
  const spans = withTexts(source, rowsOf(source, 'spans'));
  const traces = rowsOf(source, 'traces');
  source.close();
  const insertSpan = insertInto(target, 'spans', spans[0]?.length ?? 0);
  const insertTrace = insertInto(target, 'traces', traces[0]?.length ?? 0);
  const tracesEach = Math.ceil((traces.length * ROWS_PER_TRANSACTION) / spans.length);
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let span = 0, trace = 0; span < spans.length; span += ROWS_PER_TRANSACTION, trace += tracesEach) {
    target.exec('BEGIN IMMEDIATE');
    for (const row of spans.slice(span, span + ROWS_PER_TRANSACTION)) insertSpan.run(row);
    for (const row of traces.slice(trace, trace + tracesEach)) insertTrace.run(row);
    target.exec('COMMIT');
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  target.close();
  rmSync(path);
  return { spans: spans.length, seconds, cpuMicros: user + system };
}

/** Only times need a bigint; for the rest a number is what an application would bind, and faster. */
function rowsOf(db: SqliteDatabase.Database, table: string): unknown[][] {
  const rows = db.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().safeIntegers().all() as unknown[][];
  return rows.map((row) =>
    row.map((value) =>
      typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value,
    ),
  );
}

function withTexts(db: SqliteDatabase.Database, spans: unknown[][]): unknown[][] {
  const reader = new BodyReader(db);
  const at = db
    .prepare('SELECT * FROM spans')
    .columns()
    .findIndex(({ name }) => name === 'attributes');
  return spans.map((row) => row.with(at, JSON.stringify(reader.attributes(String(row[at])))));
}

function insertInto(db: SqliteDatabase.Database, table: string, columns: number) {
  return db.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`);
}
