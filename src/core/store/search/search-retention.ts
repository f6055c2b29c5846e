import type { Database, Statement } from 'better-sqlite3';

const DOCS_PER_STEP = 500;
const SLICE_MS = 10;
/** Between two looks through all documents. */
const REST_MS = 60_000;

interface DocRow {
  doc_no: number;
  trace_no: number;
}

/**
 * Removes the documents of traces that are no longer there, in small steps. They are not found meanwhile, as what is
 * found is looked up in `traces`; and numbers of traces are not used twice.
 */
export class SearchRetention {
  readonly #removedTraces: Statement<[], number>;
  readonly #docs: Statement<[number], DocRow>;
  readonly #tracesIn: Statement<[number, number], number>;
  readonly #delete: (docs: readonly DocRow[]) => void;
  /** How many traces had been removed when the last look through began; none is under way where they are the same. */
  #seenRemoved = -1;
  #removed = 0;
  #at = 0;
  #restUntil = 0;

  constructor(telemetry: Database, search: Database) {
    this.#removedTraces = telemetry
      .prepare<[], number>('SELECT last_trace_no - traces FROM store_state')
      .pluck();
    this.#docs = search.prepare(
      `SELECT doc_no, trace_no FROM docs WHERE trace_no > ? ORDER BY trace_no LIMIT ${DOCS_PER_STEP}`,
    );
    this.#tracesIn = telemetry
      .prepare<[number, number], number>('SELECT trace_no FROM traces WHERE trace_no BETWEEN ? AND ?')
      .pluck();
    const deleteText = search.prepare<[number]>('DELETE FROM texts WHERE rowid = ?');
    const deleteDoc = search.prepare<[number]>('DELETE FROM docs WHERE doc_no = ?');
    const remove = search.transaction((docs: readonly DocRow[]) => {
      for (const { doc_no: docNo } of docs) {
        deleteText.run(docNo);
        deleteDoc.run(docNo);
      }
    });
    this.#delete = (docs) => remove.immediate(docs);
  }

  /** Works for some milliseconds if there is something to remove; true when there is more. */
  slice(now = performance.now()): boolean {
    if (now < this.#restUntil) return false;
    if (this.#at === 0) {
      this.#removed = this.#removedTraces.get() ?? 0;
      if (this.#removed === this.#seenRemoved) return false;
    }
    const end = now + SLICE_MS;
    do {
      if (this.#step()) continue;
      this.#seenRemoved = this.#removed;
      this.#at = 0;
      this.#restUntil = now + REST_MS;
      return false;
    } while (performance.now() < end);
    return true;
  }

  /** False when it has come to the end. */
  #step(): boolean {
    const docs = this.#docs.all(this.#at);
    const [first, last] = [docs[0], docs.at(-1)];
    if (first === undefined || last === undefined) return false;
    const kept = new Set(this.#tracesIn.all(first.trace_no, last.trace_no));
    const gone = docs.filter(({ trace_no: traceNo }) => !kept.has(traceNo));
    if (gone.length > 0) this.#delete(gone);
    // The last trace may have more documents than fit into a step; of one that is kept they need not be seen.
    this.#at = gone.at(-1)?.trace_no === last.trace_no ? last.trace_no - 1 : last.trace_no;
    return true;
  }
}
