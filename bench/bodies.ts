import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { loadCatalogue } from '../src/core/cost/index.ts';
import { BodyReader } from '../src/core/store/bodies/index.ts';
import { openTelemetryDatabase, SpanWriter, TraceReader } from '../src/core/store/index.ts';
import type { StoredSpan } from '../src/core/store/span-record.ts';
import type { BenchResult } from './bench-result.ts';
import { agentLoop, TURNS } from './bodies/agent-loop.ts';

const LOOPS = 20;
/** Not copied into the naive database, or not as they are. */
const OF_BODIES = new Set(['spans', 'bodies', 'trace_bodies', 'shared_bodies']);

/**
 * What an agent loop of fifty turns weighs on disk, beside the same rows with every text where it belongs: sizes of the
 * files of both databases after a checkpoint, less what an empty one has, for 20 different loops.
 */
export async function run(): Promise<BenchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  try {
    const empty = openTelemetryDatabase(join(directory, 'empty.db'));
    const emptyBytes = fileBytes(empty);
    empty.close();
    const rows = (['trace', 'exchanges'] as const).map((as) => {
      const figures = measure(directory, as, emptyBytes);
      return { name: as === 'trace' ? 'one trace' : `${TURNS} traces of the gateway`, figures };
    });
    return await Promise.resolve({
      name: 'bodies',
      rows,
      notes: [
        `${LOOPS} different loops of ${TURNS} turns; a turn adds an answer with a tool call and its result of 0.5 to 6 KB, and sends the whole history.`,
        'Naive: the same tables, indexes and rows with the texts inline. Bytes are those of the file after a checkpoint, less an empty one, for one loop.',
        'Read: all spans of the last loop with their texts, from an open database.',
      ],
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function measure(directory: string, as: 'trace' | 'exchanges', emptyBytes: number): Record<string, number> {
  const catalogue = loadCatalogue(undefined, directory);
  const loops = Array.from({ length: LOOPS }, (_, loop) => agentLoop(loop, as, catalogue));
  const db = openTelemetryDatabase(join(directory, `${as}.db`));
  const writer = new SpanWriter(db);
  const started = performance.now();
  // A call is recorded when it has ended: turn by turn.
  for (const loop of loops) for (const span of loop) writer.write([span]);
  const writeMs = performance.now() - started;
  const naive = naiveCopy(db, join(directory, `${as}-naive.db`));
  const bytes = (fileBytes(db) - emptyBytes) / LOOPS;
  const naiveBytes = (fileBytes(naive) - emptyBytes) / LOOPS;
  const last = loops.at(-1) ?? [];
  const readMs = timeToRead(db, last);
  const naiveReadMs = timeToRead(naive, last);
  naive.close();
  db.close();
  return {
    'KB/loop': bytes / 1000,
    'naive KB/loop': naiveBytes / 1000,
    'times smaller': naiveBytes / bytes,
    'write ms/loop': writeMs / LOOPS,
    'read ms': readMs,
    'naive read ms': naiveReadMs,
  };
}

/** Every row as it is stored, except that texts are in the rows of their spans. */
function naiveCopy(db: Database, path: string): Database {
  const naive = openTelemetryDatabase(path);
  const reader = new BodyReader(db);
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck();
  const copy = naive.transaction((table: string): void => {
    naive.exec(`DELETE FROM ${table}`);
    for (const row of db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
      .safeIntegers()
      .iterate()) {
      if (table === 'spans') row.attributes = JSON.stringify(reader.attributes(String(row.attributes)));
      const columns = Object.keys(row);
      naive
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        .run(...Object.values(row));
    }
  });
  for (const table of tables.all()) {
    if (table === 'spans' || !OF_BODIES.has(table)) copy(table);
  }
  return naive;
}

function timeToRead(db: Database, spans: readonly StoredSpan[]): number {
  const reader = new TraceReader(db);
  const traces = new Set(spans.map(({ span }) => span.traceId));
  const started = performance.now();
  for (const traceId of traces) {
    if (reader.trace(traceId) === null) throw new Error(`The trace ${traceId} is missing.`);
  }
  return performance.now() - started;
}

function fileBytes(db: Database): number {
  db.pragma('wal_checkpoint(TRUNCATE)');
  return statSync(db.name).size;
}
