import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { TraceReader } from '../queries/trace-reader.ts';
import { SpanWriter } from '../span-writer.ts';
import { openTelemetryDatabase } from '../telemetry-database.ts';
import { NOON, SECOND } from './stored-spans.ts';

/** What the clock of a test's writer says, always. */
const WRITER_TIME = NOON + 10n * 86_400n * SECOND;

/** A real telemetry.db, in a directory of its own, which goes when the store is closed. */
export interface TemporaryStore {
  readonly directory: string;
  readonly path: string;
  readonly db: Database;
  readonly writer: SpanWriter;
  readonly reader: TraceReader;
  close(): void;
}

export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function temporaryStore(options: { maxPages?: number } = {}): TemporaryStore {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'telemetry.db');
  const db = openTelemetryDatabase(path, options);
  return {
    directory: directory.path,
    path,
    db,
    writer: new SpanWriter(db, { now: () => WRITER_TIME }),
    reader: new TraceReader(db),
    close: () => {
      db.close();
      directory.remove();
    },
  };
}
