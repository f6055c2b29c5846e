import type { Database, Statement } from 'better-sqlite3';
import type { Exemplar } from './sample-batch.ts';

export interface StoredExemplar {
  readonly atMs: number;
  readonly value: number;
  readonly traceId: string;
  readonly spanId: string;
}

const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const MAX_PER_SERIES = 1000;

/** The latest exemplars of all series, in a ring of rows. */
export class ExemplarTable {
  readonly #capacity: number;
  readonly #insert: Statement<[number, number, number, number, string, string]>;
  readonly #isThere: Statement<[number, number, string, string], number>;
  readonly #advance: Statement<[number]>;
  readonly #nextSlot: Statement<[], number>;
  readonly #read: Statement<[number, number, number, number], StoredExemplar>;
  readonly #remove: Statement<[number]>;

  constructor(db: Database, capacity: number) {
    this.#capacity = capacity;
    this.#insert = db.prepare('INSERT OR REPLACE INTO exemplars VALUES (?, ?, ?, ?, ?, ?)');
    this.#isThere = db
      .prepare<[number, number, string, string], number>(
        'SELECT 1 FROM exemplars WHERE series_no = ? AND time_ms = ? AND trace_id = ? AND span_id = ?',
      )
      .pluck();
    this.#advance = db.prepare('UPDATE store_state SET next_slot = ?');
    this.#nextSlot = db.prepare<[], number>('SELECT next_slot FROM store_state').pluck();
    this.#read = db.prepare(
      `SELECT time_ms AS atMs, value, trace_id AS traceId, span_id AS spanId FROM exemplars
       WHERE series_no = ? AND time_ms BETWEEN ? AND ? ORDER BY time_ms DESC LIMIT ?`,
    );
    this.#remove = db.prepare('DELETE FROM exemplars WHERE series_no = ?');
  }

  /** In the transaction of the batch. One without a trace, or with a value that is no number, leads nowhere. */
  append(exemplars: readonly { readonly seriesNo: number; readonly exemplar: Exemplar }[]): void {
    if (exemplars.length === 0) return;
    let slot = this.#nextSlot.get() ?? 0;
    for (const { seriesNo, exemplar } of exemplars) {
      const { timeMs, value, traceId, spanId } = exemplar;
      const isUsable =
        TRACE_ID.test(traceId) &&
        (spanId === '' || SPAN_ID.test(spanId)) &&
        Number.isSafeInteger(timeMs) &&
        Number.isFinite(value);
      if (!isUsable || this.#isThere.get(seriesNo, timeMs, traceId, spanId) !== undefined) continue;
      this.#insert.run(slot, seriesNo, timeMs, value, traceId, spanId);
      slot = (slot + 1) % this.#capacity;
    }
    this.#advance.run(slot);
  }

  /** The latest ones of a series, oldest first. */
  read(seriesNo: number, fromMs: number, toMs: number): StoredExemplar[] {
    return this.#read.all(seriesNo, fromMs, toMs, MAX_PER_SERIES).reverse();
  }

  remove(seriesNo: number): void {
    this.#remove.run(seriesNo);
  }
}
