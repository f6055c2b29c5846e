import type { Database } from 'better-sqlite3';
import { readBatch } from './batch-codec.ts';
import { BatchWriter, type StoreParts } from './batch-writer.ts';
import { ChunkTable } from './chunk-table.ts';
import { ExemplarTable, type StoredExemplar } from './exemplar-table.ts';
import { findLast } from './last-sample.ts';
import { appendSample } from './memory-chunks.ts';
import { MetadataTable } from './metadata-table.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';
import { SampleReader, type ReadLimit } from './sample-reader.ts';
import { SeriesAging, type SeriesAges } from './series-aging.ts';
import { SeriesCheckpoint } from './series-checkpoint.ts';
import { closeSeriesDatabase, openSeriesDatabase } from './series-database.ts';
import type { SeriesLimits } from './series-limits.ts';
import { SeriesRegistry } from './series-registry.ts';
import type { StoredSeries } from './stored-series.ts';

export interface SeriesStoreOptions extends SeriesLimits, SeriesAges {
  readonly path: string;
  /** Bounds the file, as a full disk does. For tests. */
  readonly maxPages?: number | undefined;
  /** How much the write-ahead table gathers before its samples go to chunks. For tests. */
  readonly writeAheadBytes?: number | undefined;
  /** Milliseconds since 1970. For tests. */
  readonly now?: () => number;
}

const MAX_EXEMPLARS = 100_000;
const SLICE_MS = 8;

/**
 * Metrics in metrics.db: samples by series, compressed, first in memory and a write-ahead table, then in chunks
 * (docs/adr/0020-series-store.md). For one thread.
 */
export class SeriesStore {
  readonly #parts: StoreParts;
  readonly #writer: BatchWriter;
  readonly #aging: SeriesAging;
  readonly #now: () => number;

  private constructor(db: Database, options: SeriesStoreOptions) {
    this.#now = options.now ?? Date.now;
    const chunks = new ChunkTable(db);
    this.#parts = {
      db,
      chunks,
      registry: new SeriesRegistry(db, options),
      checkpoint: new SeriesCheckpoint(db, chunks, options.writeAheadBytes),
      exemplars: new ExemplarTable(db, MAX_EXEMPLARS),
      metadata: new MetadataTable(db),
    };
    this.#writer = new BatchWriter(this.#parts);
    this.#aging = new SeriesAging(this.#parts, options);
    this.#replay();
  }

  /** @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED */
  static open(options: SeriesStoreOptions): SeriesStore {
    const db = openSeriesDatabase(options.path, { maxPages: options.maxPages });
    try {
      return new SeriesStore(db, options);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /**
   * Takes batches in one transaction. When it returns, they survive the end of the process; when it throws, nothing of
   * them was taken.
   */
  append(batches: readonly SampleBatch[]): AppendResult[] {
    const now = this.#now();
    const { checkpoint } = this.#parts;
    while (checkpoint.isOverfull) checkpoint.step(now);
    return this.#writer.append(batches, now);
  }

  /** Samples as PromQL reads them, and what else is known of series. */
  source(limit: ReadLimit = {}): SampleReader {
    return new SampleReader(this.#parts.registry.index, this.#parts.chunks, limit);
  }

  exemplarsOf(series: StoredSeries, fromMs: number, toMs: number): StoredExemplar[] {
    return this.#parts.exemplars.read(series.number, fromMs, toMs);
  }

  get metadata(): MetadataTable {
    return this.#parts.metadata;
  }

  /** Works for some milliseconds on what is due; true when there is more. */
  slice(): boolean {
    const end = performance.now() + SLICE_MS;
    const now = this.#now();
    do {
      if (!this.#parts.checkpoint.step(now) && !this.#aging.step(now)) return false;
    } while (performance.now() < end);
    return true;
  }

  /** As `SeriesStoreFigures` of src/shared/metrics.ts. */
  figures() {
    const { db, registry, chunks } = this.#parts;
    const pragma = (name: string) => db.pragma(name, { simple: true }) as number;
    return {
      series: registry.active,
      seriesLimit: registry.limit,
      ...this.#writer.figures,
      bytes: (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
      oldestMs: chunks.oldestMs(),
    };
  }

  /** Writes what is open and closes the database. */
  close(): void {
    try {
      this.#parts.checkpoint.finish();
    } finally {
      closeSeriesDatabase(this.#parts.db);
    }
  }

  /** Takes up what was acknowledged and had not been written to chunks. */
  #replay(): void {
    const { checkpoint, registry, chunks } = this.#parts;
    for (const batch of checkpoint.batches()) {
      readBatch(batch, (seriesNo, time, high, low) => {
        const series = registry.index.byNumber(seriesNo);
        if (series === undefined) return;
        if (series.lastTime === null) findLast(series, chunks);
        if (time <= (series.lastTime ?? -Infinity)) return;
        appendSample(series, time, high, low);
        series.lastTime = time;
        series.lastHigh = high;
        series.lastLow = low;
        registry.touch(series, this.#now());
        checkpoint.isUnsaved(series);
      });
    }
  }
}
