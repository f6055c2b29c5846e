import { constants, copyFileSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeTelemetryDatabase, openTelemetryDatabase, SpanWriter } from '../../src/core/store/index.ts';
import { SearchIndexer } from '../../src/core/store/search/index.ts';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import { SPANS_PER_TRACE, spansOf } from './made-traces.ts';

/** Counts up when the made traces change, or how they are kept. */
const VERSION = 1;
const SPANS_PER_COMMIT = 4000;
const BYTES_PER_SPAN = 1500;

/**
 * The directory of a store of about `spans` spans in the temporary folder. It is made, or made complete, when it is not
 * there yet: 10 million take a quarter of an hour on an idle machine. An older schema is brought up to date.
 */
export function cachedStore(spans: number): { directory: string; traces: number } {
  const traces = Math.round(spans / SPANS_PER_TRACE);
  const directory = join(tmpdir(), `signalbox-query-${spans}-v${VERSION}`);
  mkdirSync(directory, { recursive: true });
  const { bavail, bsize } = statfsSync(directory);
  if (bavail * bsize < spans * BYTES_PER_SPAN) {
    throw new Error(`There is no room for a copy of ${spans} spans in ${tmpdir()}.`);
  }
  write(directory, traces);
  index(directory);
  return { directory, traces };
}

/** A copy to write to; made by reference where the file system can. */
export function copyStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const file of ['telemetry.db', 'search.db']) {
    copyFileSync(join(from, file), join(to, file), constants.COPYFILE_FICLONE);
  }
}

export function sizeOf(directory: string, file: string): number {
  return statSync(join(directory, file)).size;
}

/** Goes on after the traces that are there: each commit has whole ones. */
function write(directory: string, traces: number): void {
  const db = openTelemetryDatabase(join(directory, 'telemetry.db'));
  const writer = new SpanWriter(db);
  const report = progress('writing', traces);
  const written = db.prepare<[], number>('SELECT traces FROM store_state').pluck().get() ?? 0;
  let batch: StoredSpan[] = [];
  for (let trace = written; trace < traces; trace += 1) {
    batch.push(...spansOf(trace, traces));
    if (batch.length < SPANS_PER_COMMIT && trace < traces - 1) continue;
    writer.write(batch);
    batch = [];
    report(trace);
  }
  closeTelemetryDatabase(db);
}

function index(directory: string): void {
  const indexer = new SearchIndexer(join(directory, 'telemetry.db'));
  const report = progress('indexing', null);
  for (let slice = 1; indexer.slice(); slice += 1) report(slice);
  indexer.close();
}

/** A line every ten seconds. */
function progress(what: string, all: number | null): (done: number) => void {
  const started = performance.now();
  let said = started;
  return (done) => {
    const now = performance.now();
    if (now - said < 10_000) return;
    said = now;
    const share = all === null ? `${done} slices` : `${((100 * done) / all).toFixed(1)} %`;
    console.log(`  ${what}: ${share} after ${((now - started) / 1000).toFixed(0)} s`);
  };
}
