import type { Database, Statement } from 'better-sqlite3';

const ROWS_PER_STEP = 200;
const TABLES = ['exchange_verdicts', 'guard_runs', 'policy_results'];

/** Deletes what was decided about the exchanges of a trace that was removed. */
export class VerdictRetention {
  readonly #deletions: readonly Statement<[number]>[];

  constructor(db: Database) {
    const some = TABLES.map(
      (table) => `DELETE FROM ${table} WHERE rowid IN
        (SELECT rowid FROM ${table} WHERE trace_no = ? LIMIT ${ROWS_PER_STEP})`,
    );
    // Few a span, and a table without row ids has none to take some by.
    const flags = 'DELETE FROM exchange_flags WHERE trace_no = ?';
    this.#deletions = [...some, flags].map((sql) => db.prepare<[number]>(sql));
  }

  /** Deletes some rows of the trace; false when it has none left. */
  step(traceNo: number): boolean {
    return this.#deletions.reduce((changes, deletion) => changes + deletion.run(traceNo).changes, 0) > 0;
  }
}
