import type { Database, Statement } from 'better-sqlite3';
import { chunksOf, chunksOfBlock, MAX_BLOCK_NO, seriesNoOf } from './chunk-number.ts';

export interface Block {
  readonly number: number;
  readonly level: number;
  readonly startMs: number;
}

/** The chunks that are written, by block, series and part. Which blocks there are is held in memory. */
export class ChunkTable {
  readonly #db: Database;
  #blocks: readonly Block[] = [];
  #latestFirst: readonly Block[] = [];
  readonly #insertBlock: Statement<[number, number, number]>;
  readonly #deleteBlock: Statement<[number]>;
  readonly #save: Statement<[number, Uint8Array]>;
  readonly #read: Statement<[number, number], Buffer>;
  readonly #readNumbered: Statement<[number, number], [number, Buffer]>;
  readonly #last: Statement<[number, number], [number, Buffer]>;
  readonly #next: Statement<[number, number], number>;
  readonly #delete: Statement<[number, number]>;
  readonly #deleteSome: Statement<[number, number, number]>;

  constructor(db: Database) {
    this.#db = db;
    this.#insertBlock = db.prepare('INSERT INTO blocks VALUES (?, ?, ?)');
    this.#deleteBlock = db.prepare('DELETE FROM blocks WHERE block_no = ?');
    this.#save = db.prepare('INSERT OR REPLACE INTO chunks VALUES (?, ?)');
    const inRange = 'FROM chunks WHERE chunk_no BETWEEN ? AND ? ORDER BY chunk_no';
    this.#read = db.prepare<[number, number], Buffer>(`SELECT data ${inRange}`).pluck();
    this.#readNumbered = db
      .prepare<[number, number], [number, Buffer]>(`SELECT chunk_no, data ${inRange}`)
      .raw();
    this.#last = db
      .prepare<[number, number], [number, Buffer]>(`SELECT chunk_no, data ${inRange} DESC LIMIT 1`)
      .raw();
    this.#next = db.prepare<[number, number], number>(`SELECT chunk_no ${inRange} LIMIT 1`).pluck();
    this.#delete = db.prepare('DELETE FROM chunks WHERE chunk_no BETWEEN ? AND ?');
    this.#deleteSome = db.prepare(
      `DELETE FROM chunks WHERE chunk_no IN (SELECT chunk_no ${inRange} LIMIT ?)`,
    );
    this.reload();
  }

  /** Coarse ones first, and then by time: the order in which a series has its samples. */
  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  get latestFirst(): readonly Block[] {
    return this.#latestFirst;
  }

  /** Reads again which blocks there are: after a transaction that failed. */
  reload(): void {
    const rows = this.#db
      .prepare<[], [number, number, number]>(
        'SELECT block_no, level, start_ms FROM blocks ORDER BY level DESC, start_ms',
      )
      .raw()
      .all();
    this.#blocks = rows.map(([number, level, startMs]) => ({ number, level, startMs }));
    this.#latestFirst = this.#blocks.toReversed();
  }

  /** Where the oldest block starts. */
  oldestMs(): number | null {
    return this.#blocks.reduce<number | null>(
      (oldest, { startMs }) => (oldest === null || startMs < oldest ? startMs : oldest),
      null,
    );
  }

  /** The block that starts there, made when there is none, in the transaction that is open. */
  block(level: number, startMs: number): Block {
    const known = this.#blocks.findLast((block) => block.startMs === startMs && block.level === level);
    if (known !== undefined) return known;
    const taken = new Set(this.#blocks.map(({ number }) => number));
    let number = 0;
    while (taken.has(number)) number += 1;
    if (number > MAX_BLOCK_NO) throw new Error('There are too many blocks of samples.');
    this.#insertBlock.run(number, level, startMs);
    this.reload();
    return this.block(level, startMs);
  }

  /** Rows of a series in a block, oldest first. */
  read({ number }: Block, seriesNo: number): Int32Array[] {
    const { first, last } = chunksOf(number, seriesNo);
    return this.#read.all(first, last).map(wordsOf);
  }

  /** Rows of all series from one to another, with the number of the series. */
  readSeries({ number }: Block, from: number, to: number): [number, Int32Array][] {
    const rows = this.#readNumbered.all(chunksOf(number, from).first, chunksOf(number, to).last);
    return rows.map(([chunkNo, data]) => [seriesNoOf(chunkNo), wordsOf(data)]);
  }

  /** The latest row of a series in a block. */
  last({ number }: Block, seriesNo: number): { chunkNo: number; words: Int32Array } | null {
    const { first, last } = chunksOf(number, seriesNo);
    const row = this.#last.get(first, last);
    return row === undefined ? null : { chunkNo: row[0], words: wordsOf(row[1]) };
  }

  /** The series with the lowest number from `from` on that has a row in the block. */
  nextSeries({ number }: Block, from: number): number | null {
    const chunkNo = this.#next.get(chunksOf(number, from).first, chunksOfBlock(number).last);
    return chunkNo === undefined ? null : seriesNoOf(chunkNo);
  }

  has({ number }: Block, seriesNo: number): boolean {
    const { first, last } = chunksOf(number, seriesNo);
    return this.#next.get(first, last) !== undefined;
  }

  /** Where the next row of a series in a block goes. */
  nextNumber(block: Block, seriesNo: number): number {
    const last = this.last(block, seriesNo);
    const range = chunksOf(block.number, seriesNo);
    if (last === null) return range.first;
    if (last.chunkNo === range.last) throw new Error('A series has too many chunks in a block.');
    return last.chunkNo + 1;
  }

  save(chunkNo: number, words: Int32Array): void {
    this.#save.run(chunkNo, new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
  }

  delete({ number }: Block, seriesNo: number): void {
    const { first, last } = chunksOf(number, seriesNo);
    this.#delete.run(first, last);
  }

  /** Deletes up to `limit` rows of a block, and the block with the last of them; false when it is gone. */
  deleteSome(block: Block, limit: number): boolean {
    const { first, last } = chunksOfBlock(block.number);
    if (this.#deleteSome.run(first, last, limit).changes === limit) return true;
    this.#deleteBlock.run(block.number);
    this.reload();
    return false;
  }
}

/** The words of a row, without a copy where they lie well. */
function wordsOf(data: Buffer): Int32Array {
  if (data.byteOffset % 4 === 0) return new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  return new Int32Array(new Uint8Array(data).buffer);
}
