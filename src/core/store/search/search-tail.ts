import type { Database } from 'better-sqlite3';
import { TOKENIZER } from './search-database.ts';
import { DocumentReader } from './trace-documents.ts';

/** When the indexer is further behind, what it lacks is not searched: to index so many here already takes some 50 ms. */
const MAX_TAIL_SPANS = 1000;

/**
 * The end of the store that search.db does not have yet, indexed in the memory of one connection by the same rules: what
 * has just been committed is found at once. Kept between searches, and emptied once search.db has it all.
 */
export class SearchTail {
  readonly #db: Database;
  readonly #reader: DocumentReader;

  constructor(db: Database) {
    this.#db = db;
    this.#reader = new DocumentReader(db);
    db.pragma('temp_store = MEMORY');
    db.exec(`
      CREATE VIRTUAL TABLE temp.tail_texts
        USING fts5(text, content='', contentless_delete=1, tokenize='${TOKENIZER}');
      CREATE TABLE temp.tail_docs (doc_no INTEGER PRIMARY KEY, trace_no INTEGER NOT NULL);
      CREATE TABLE temp.tail_state (first INTEGER NOT NULL, through INTEGER NOT NULL, spans INTEGER NOT NULL);
      INSERT INTO temp.tail_state VALUES (0, 0, 0);
    `);
  }

  /** Brings in the spans after `indexedThrough`, if they are not too many. */
  cover(indexedThrough: number): void {
    const newest = this.#newest();
    const first = newest - indexedThrough > MAX_TAIL_SPANS ? newest : indexedThrough;
    const state = this.#state();
    if (first === newest && state.spans === 0) return;
    const goesOn = first < newest && first >= state.first && first <= state.through;
    if (!goesOn || state.spans > 2 * MAX_TAIL_SPANS) this.#empty(first);
    this.#extend(this.#state().through);
  }

  /** Whether `cover` brings in all spans after this one. */
  reaches(indexedThrough: number): boolean {
    return this.behind(indexedThrough) <= MAX_TAIL_SPANS;
  }

  /** How many spans came after this one. */
  behind(indexedThrough: number): number {
    return this.#newest() - indexedThrough;
  }

  #newest(): number {
    return this.#db.prepare<[], number>('SELECT max(span_no) FROM main.spans').pluck().get() ?? 0;
  }

  #state(): { first: number; through: number; spans: number } {
    return (
      this.#db
        .prepare<[], { first: number; through: number; spans: number }>('SELECT * FROM temp.tail_state')
        .get() ?? { first: 0, through: 0, spans: 0 }
    );
  }

  #empty(first: number): void {
    this.#reader.forget();
    this.#db.exec(
      `INSERT INTO temp.tail_texts (tail_texts) VALUES ('delete-all'); DELETE FROM temp.tail_docs;`,
    );
    this.#db.prepare('UPDATE temp.tail_state SET first = ?, through = ?, spans = 0').run(first, first);
  }

  #extend(after: number): void {
    const { documents, through, spans } = this.#reader.read(after, {
      spans: MAX_TAIL_SPANS,
      characters: Infinity,
    });
    const insertDoc = this.#db.prepare<[number]>('INSERT INTO temp.tail_docs (trace_no) VALUES (?)');
    const insertText = this.#db.prepare<[number | bigint, string]>(
      'INSERT INTO temp.tail_texts (rowid, text) VALUES (?, ?)',
    );
    for (const { traceNo, text } of documents) {
      insertText.run(insertDoc.run(traceNo).lastInsertRowid, text);
    }
    this.#db.prepare('UPDATE temp.tail_state SET through = ?, spans = spans + ?').run(through, spans);
  }
}
