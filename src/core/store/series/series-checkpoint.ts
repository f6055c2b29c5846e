import type { Database, Statement } from 'better-sqlite3';
import type { ChunkTable } from './chunk-table.ts';
import { RAW } from './levels.ts';
import type { MemoryChunk, StoredSeries } from './stored-series.ts';

/** How much the write-ahead table gathers before its samples are written to chunks. */
const WRITE_AHEAD_BYTES = 16 * 2 ** 20;
const WRITE_AHEAD_MS = 10 * 60_000;
const SERIES_PER_STEP = 50;
const BATCHES_PER_STEP = 100;

/** Writes what is only in memory and the write-ahead table to the chunks table, in steps. */
export class SeriesCheckpoint {
  readonly #db: Database;
  readonly #chunks: ChunkTable;
  readonly #mostBytes: number;
  readonly #insertBatch: Statement<[number, Uint8Array]>;
  readonly #deleteBatches: Statement<[number, number]>;
  #bytes = 0;
  #oldestMs = Infinity;
  #lastBatchNo = 0;
  /** Series with samples that no row holds. */
  #unsaved = new Set<StoredSeries>();
  /** Those that the checkpoint under way has still to write, and the last batch that it makes superfluous. */
  #writing: StoredSeries[] = [];
  #until = 0;

  constructor(db: Database, chunks: ChunkTable, writeAheadBytes = WRITE_AHEAD_BYTES) {
    this.#db = db;
    this.#chunks = chunks;
    this.#mostBytes = writeAheadBytes;
    this.#insertBatch = db.prepare('INSERT INTO write_ahead VALUES (?, ?)');
    this.#deleteBatches = db.prepare(
      `DELETE FROM write_ahead WHERE batch_no IN (SELECT batch_no FROM write_ahead WHERE batch_no <= ? LIMIT ?)`,
    );
  }

  /** Batches that were written and are not in chunks, oldest first. */
  *batches(): Generator<Uint8Array> {
    const read = this.#db.prepare<[], [number, Buffer]>('SELECT batch_no, samples FROM write_ahead').raw();
    for (const [number, samples] of read.iterate()) {
      this.#lastBatchNo = number;
      this.#bytes += samples.length;
      this.#oldestMs = 0;
      yield samples;
    }
  }

  /** In the transaction that makes the batch durable. */
  insert(samples: Uint8Array): void {
    this.#insertBatch.run(this.#lastBatchNo + 1, samples);
  }

  /** After that transaction. */
  inserted(bytes: number, nowMs: number): void {
    this.#lastBatchNo += 1;
    this.#bytes += bytes;
    this.#oldestMs = Math.min(this.#oldestMs, nowMs);
  }

  isUnsaved(series: StoredSeries): void {
    this.#unsaved.add(series);
  }

  /** Whether there is so much that whoever appends must help. */
  get isOverfull(): boolean {
    return this.#bytes > 2 * this.#mostBytes;
  }

  /** Does a small part of the work, if there is work to do now; false when there is none. */
  step(nowMs: number): boolean {
    if (this.#writing.length === 0 && this.#until === 0) {
      const isDue = this.#bytes > this.#mostBytes || nowMs - this.#oldestMs > WRITE_AHEAD_MS;
      if (!isDue) return false;
      this.#begin();
    }
    this.#continue();
    return true;
  }

  /** Writes everything. */
  finish(): void {
    while (this.#writing.length > 0 || this.#until > 0) this.#continue();
    if (this.#bytes === 0) return;
    this.#begin();
    while (this.#writing.length > 0 || this.#until > 0) this.#continue();
  }

  /** Writes what a series has in memory, in the transaction that is open; `saved` is to be called after it. */
  save(series: StoredSeries): () => void {
    const written = series.chunks.map((chunk) => this.#saveChunk(series, chunk));
    return () => {
      for (const apply of written) apply();
      series.chunks = series.chunks.slice(-1);
    };
  }

  #begin(): void {
    this.#until = this.#lastBatchNo;
    this.#bytes = 0;
    this.#oldestMs = Infinity;
    // From the end, so that `pop` takes the lowest number.
    this.#writing = [...this.#unsaved].sort((a, b) => b.number - a.number);
    this.#unsaved = new Set();
  }

  #continue(): void {
    if (this.#writing.length === 0) {
      const deleted = this.#deleteBatches.run(this.#until, BATCHES_PER_STEP).changes;
      if (deleted < BATCHES_PER_STEP) this.#until = 0;
      return;
    }
    const some = this.#writing.slice(-SERIES_PER_STEP);
    let applies: (() => void)[] = [];
    const write = this.#db.transaction(() => {
      applies = some.toReversed().map((series) => this.save(series));
    });
    try {
      write.immediate();
    } catch (error) {
      this.#chunks.reload();
      throw error;
    }
    for (const apply of applies) apply();
    this.#writing.length -= some.length;
  }

  #saveChunk(series: StoredSeries, chunk: MemoryChunk): () => void {
    const { count } = chunk.writer;
    if (chunk.saved === count) return () => {};
    const block = this.#chunks.block(RAW, chunk.blockStart);
    const chunkNo = chunk.chunkNo ?? this.#chunks.nextNumber(block, series.number);
    this.#chunks.save(chunkNo, chunk.writer.words());
    return () => {
      chunk.chunkNo = chunkNo;
      chunk.saved = count;
    };
  }
}
