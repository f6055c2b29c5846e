import { statSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { ftsQuery, type TextPattern } from './fts-query.ts';
import { searchPathOf } from './search-database.ts';
import { SearchTail } from './search-tail.ts';

/** A condition on `traces t`, with the values for its question marks. */
export interface TextCondition {
  sql: string;
  values: unknown[];
}

/**
 * How much of what matches will be read: a page of it, newest first, or all of it, to be counted. Of a word that is in
 * very many traces a page is read faster by asking trace after trace.
 */
export type Reach = 'page' | 'all';

/**
 * To ask a trace whether it has a word takes so many times as long as to look up one of the documents that have it, and
 * a page takes this many hits. So, of `n` documents, it is faster to ask from about `sqrt(n * 20 * 50)` hits on.
 */
const ASKING_COST = 20;
const PAGE = 50;
/** Some 40 ms: up to here it does not matter, and other filters may make asking slower. */
const ALWAYS_LISTED = 20_000;
/** To ask so many traces takes some 100 ms; where a page needs more of them, listing is faster. */
const RECENT_DOCUMENTS = 5_000;

const CACHE_KIBIBYTES = 16 * 1024;

/** Going through more spans that are not indexed, some 100 ms, tells little that the filter itself would not. */
const MAX_UNINDEXED = 300_000;

const IN_TAIL = `SELECT d.trace_no FROM temp.tail_texts f CROSS JOIN temp.tail_docs d ON d.doc_no = f.rowid
      WHERE f.tail_texts MATCH ?`;

/** How far search.db has come. */
export interface SearchState {
  bytes: number;
  indexedThrough: number;
}

/** Full-text search on one connection to telemetry.db. */
export class TextSearch {
  readonly #db: Database;
  readonly #path: string;
  readonly #tail: SearchTail;
  /** Of the file that is attached; null when none is. */
  #inode: bigint | null = null;

  constructor(db: Database) {
    this.#db = db;
    this.#path = searchPathOf(db.name);
    this.#tail = new SearchTail(db);
  }

  /** Follows search.db when it is made, or made again. Not possible within a transaction, so it belongs before one. */
  #attach(): void {
    if (this.#db.inTransaction) return;
    const inode = statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
    if (inode === this.#inode) return;
    if (this.#inode !== null) this.#db.exec('DETACH DATABASE search');
    this.#inode = null;
    if (inode === null) return;
    if (!this.#tries(() => this.#db.prepare('ATTACH DATABASE ? AS search').run(this.#path))) return;
    if (this.#tries(() => this.#check())) this.#inode = inode;
    else this.#db.exec('DETACH DATABASE search');
  }

  /** A file that cannot be read is as good as none: its writer makes it again, and logs what is wrong. */
  #tries(open: () => void): boolean {
    try {
      open();
      return true;
    } catch (error) {
      if (error instanceof SqliteDatabase.SqliteError) return false;
      throw error;
    }
  }

  condition(pattern: TextPattern, reach: Reach): TextCondition {
    const query = ftsQuery(pattern);
    if (query === null) return { sql: 'TRUE', values: [] };
    this.#attach();
    this.#tail.cover(this.#indexedThrough());
    return this.#found(query, reach, { sql: IN_TAIL, values: [query.match] });
  }

  /**
   * What every trace with this text meets: that it has the text as far as it is indexed, or spans that are not. Null when
   * so many are not that it would tell little.
   */
  narrowing(pattern: TextPattern, reach: Reach): TextCondition | null {
    this.#attach();
    const through = this.#indexedThrough();
    if (this.#tail.reaches(through)) return this.condition(pattern, reach);
    const query = ftsQuery(pattern);
    if (query === null || this.#inode === null || this.#tail.behind(through) > MAX_UNINDEXED) return null;
    const unindexed = 'SELECT s.trace_no FROM spans s WHERE s.span_no > ?';
    return this.#found(query, reach, { sql: unindexed, values: [through] });
  }

  /** The traces that the index has, and those of a query for what it lacks. */
  #found(query: { match: string; isPrefix: boolean }, reach: Reach, lacking: TextCondition): TextCondition {
    if (this.#inode === null) return { sql: `t.trace_no IN (${lacking.sql})`, values: lacking.values };
    const values = [query.match, ...lacking.values];
    if (reach === 'page' && this.#isFrequent(query) && this.#isRecent(query)) {
      return {
        sql: `(EXISTS (SELECT 1 FROM search.docs d WHERE d.trace_no = t.trace_no AND EXISTS
            (SELECT 1 FROM search.texts f WHERE f.texts MATCH ? AND f.rowid = d.doc_no))
          OR t.trace_no IN (${lacking.sql}))`,
        values,
      };
    }
    return {
      sql: `t.trace_no IN (
        SELECT d.trace_no FROM search.texts f CROSS JOIN search.docs d ON d.doc_no = f.rowid
          WHERE f.texts MATCH ?
        UNION ALL ${lacking.sql})`,
      values,
    };
  }

  /** Null when there is no index yet. */
  state(): SearchState | null {
    this.#attach();
    if (this.#inode === null) return null;
    const pragma = (name: string): number => this.#db.pragma(`search.${name}`, { simple: true }) as number;
    return {
      bytes: (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
      indexedThrough: this.#indexedThrough(),
    };
  }

  #indexedThrough(): number {
    if (this.#inode === null) return 0;
    return this.#db.prepare<[], number>('SELECT span_no FROM search.progress').pluck().get() ?? 0;
  }

  /** A prefix is put together from all its words each time, so that asking trace after trace would take for ever. */
  #isFrequent({ match, isPrefix }: { match: string; isPrefix: boolean }): boolean {
    if (isPrefix) return false;
    const docs = this.#db.prepare<[], number>('SELECT max(doc_no) FROM search.docs').pluck().get() ?? 0;
    const most = Math.max(ALWAYS_LISTED, Math.ceil(Math.sqrt(docs * ASKING_COST * PAGE)));
    const count = this.#db
      .prepare<[string, number], number>(
        'SELECT count(*) FROM (SELECT 1 FROM search.texts f WHERE f.texts MATCH ? LIMIT ?)',
      )
      .pluck()
      .get(match, most);
    return count === most;
  }

  /** Where few of the newest traces have a word, asking one after another comes too late to those that have it. */
  #isRecent({ match }: { match: string }): boolean {
    const count = this.#db
      .prepare<[string], number>(
        `SELECT count(*) FROM (SELECT 1 FROM search.texts f WHERE f.texts MATCH ?
           AND f.rowid > (SELECT max(doc_no) - ${RECENT_DOCUMENTS} FROM search.docs) LIMIT ${PAGE})`,
      )
      .pluck()
      .get(match);
    return count === PAGE;
  }

  /** Fails when the file is damaged, and between its making and its first commit, when it has no tables. */
  #check(): void {
    this.#db.pragma(`search.cache_size = -${CACHE_KIBIBYTES}`);
    this.#db.prepare('SELECT 1 FROM search.progress JOIN search.docs LIMIT 1').get();
  }
}
