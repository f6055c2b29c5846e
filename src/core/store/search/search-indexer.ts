import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { openForReading } from '../open-database.ts';
import { openSearchDatabase, removeSearchDatabase, searchPathOf } from './search-database.ts';
import { SearchRetention } from './search-retention.ts';
import { DocumentReader, type TraceDocuments } from './trace-documents.ts';

/** A transaction takes about so much: some 100 ms of work. */
const SLICE = { spans: 4000, characters: 2 * 2 ** 20 };

interface Progress {
  span_no: number;
  trace_no: number;
  trace_id: string;
}

/**
 * Keeps search.db, the full-text index of the spans in telemetry.db, which it only reads. How far it has come is
 * committed with what it wrote, so that an end at any moment loses and repeats nothing.
 */
export class SearchIndexer {
  readonly #path: string;
  readonly #telemetry: Database;
  readonly #search: Database;
  readonly #documents: DocumentReader;
  readonly #retention: SearchRetention;
  readonly #progress: Statement<[], Progress>;
  readonly #place: Statement<[number], { trace_no: number; trace_id: string | null }>;
  readonly #write: (read: TraceDocuments) => void;

  /** `path` is that of telemetry.db, which must be there. */
  constructor(path: string) {
    this.#path = searchPathOf(path);
    this.#telemetry = openForReading(path);
    this.#search = openSearchDatabase(this.#path);
    this.#documents = new DocumentReader(this.#telemetry);
    this.#retention = new SearchRetention(this.#telemetry, this.#search);
    this.#progress = this.#search.prepare('SELECT span_no, trace_no, trace_id FROM progress');
    this.#place = this.#telemetry.prepare(
      'SELECT trace_no, trace_id FROM spans LEFT JOIN traces USING (trace_no) WHERE span_no = ?',
    );
    this.#write = this.#prepareWrite();
    if (!this.#isOfThisStore()) this.#restart();
  }

  /** Indexes some of the spans that are not indexed yet; true when there may be more to do at once. */
  slice(): boolean {
    const read = this.#documents.read(this.#progress.get()?.span_no ?? 0, SLICE);
    try {
      if (read.spans > 0) this.#write(read);
      return this.#retention.slice() || read.spans > 0;
    } catch (error) {
      this.#documents.forget();
      if (isDamage(error)) this.#discard();
      throw error;
    }
  }

  close(): void {
    this.#search.pragma('wal_checkpoint(TRUNCATE)');
    this.#search.close();
    this.#telemetry.close();
  }

  #prepareWrite(): (read: TraceDocuments) => void {
    const db = this.#search;
    const insertDoc = db.prepare<[number]>('INSERT INTO docs (trace_no) VALUES (?)');
    const insertText = db.prepare<[number | bigint, string]>('INSERT INTO texts (rowid, text) VALUES (?, ?)');
    const save = db.prepare<[number, number, string]>(
      'UPDATE progress SET span_no = ?, trace_no = ?, trace_id = ?',
    );
    const write = db.transaction(({ documents, through }: TraceDocuments) => {
      for (const { traceNo, text } of documents) {
        insertText.run(insertDoc.run(traceNo).lastInsertRowid, text);
      }
      const place = this.#place.get(through);
      save.run(through, place?.trace_no ?? 0, place?.trace_id ?? '');
    });
    return (read) => write.immediate(read);
  }

  /** False when another telemetry.db than the one that was indexed has taken its place. */
  #isOfThisStore(): boolean {
    const { span_no: spanNo, trace_no: traceNo, trace_id: traceId } = this.#progress.get() ?? NOTHING_YET;
    const last = this.#telemetry
      .prepare<[], { trace_no: number }>('SELECT last_trace_no AS trace_no FROM store_state')
      .get();
    if (traceNo > (last?.trace_no ?? 0)) return false;
    const place = this.#place.get(spanNo);
    return place === undefined || place.trace_id === null || traceId === '' || place.trace_id === traceId;
  }

  #restart(): void {
    this.#search.transaction(() => {
      this.#search.exec(`
        INSERT INTO texts (texts) VALUES ('delete-all');
        DELETE FROM docs;
        UPDATE progress SET span_no = 0, trace_no = 0, trace_id = '';
      `);
    })();
  }

  /** The next to open it makes it again. */
  #discard(): void {
    this.#search.close();
    removeSearchDatabase(this.#path);
  }
}

const NOTHING_YET: Progress = { span_no: 0, trace_no: 0, trace_id: '' };

function isDamage(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}
