import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeTelemetryDatabase, openTelemetryDatabase, SpanWriter } from '../../src/core/store/index.ts';
import { SearchIndexer } from '../../src/core/store/search/index.ts';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import { agentTrace } from './agent-trace.ts';

/** Counts up when the traces change, or how they are kept. */
const VERSION = 2;
const SPANS_PER_COMMIT = 5_000;
/** 2026-11-20T12:00:00Z */
export const ORIGIN = 1_795_176_000_000_000_000n;

/** A directory in the temporary folder with a store that has a trace of each size; made once. */
export function madeStore(sizes: readonly number[]): string {
  const directory = join(tmpdir(), `signalbox-waterfall-${sizes.join('-')}-v${VERSION}`);
  const mark = join(directory, 'complete');
  if (existsSync(mark)) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'telemetry.db');
  const db = openTelemetryDatabase(path);
  const writer = new SpanWriter(db);
  for (const size of sizes) {
    console.log(`  writing a trace of ${size.toLocaleString('en-US')} spans`);
    for (const batch of batches(agentTrace(size, ORIGIN))) writer.write(batch);
  }
  closeTelemetryDatabase(db);
  // An engine would index it while it is measured.
  console.log('  indexing its texts');
  const indexer = new SearchIndexer(path);
  while (indexer.slice());
  indexer.close();
  writeFileSync(mark, '');
  return directory;
}

function* batches(spans: Iterable<StoredSpan>): Generator<StoredSpan[]> {
  let batch: StoredSpan[] = [];
  for (const span of spans) {
    batch.push(span);
    if (batch.length < SPANS_PER_COMMIT) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
