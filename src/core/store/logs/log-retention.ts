import type { Database, Statement } from 'better-sqlite3';

/** Few enough for one step between two commits, even where each has a body of a megabyte. */
const LOGS_PER_STEP = 200;

/**
 * Deletes logs in small steps: those of a trace that was removed, and the oldest, whether their trace ever came or not.
 */
export class LogRetention {
  readonly #retire: Statement<[string, string]>;
  readonly #retired: Statement<[], string>;
  readonly #unretire: Statement<[string]>;
  readonly #deleteOfTrace: Statement<[string]>;
  readonly #deleteBefore: Statement<[bigint]>;

  constructor(db: Database) {
    this.#retire = db.prepare(
      `INSERT OR IGNORE INTO retired_logs
       SELECT ? WHERE EXISTS (SELECT 1 FROM logs WHERE trace_id = ?)`,
    );
    this.#retired = db.prepare<[], string>('SELECT trace_id FROM retired_logs LIMIT 1').pluck();
    this.#unretire = db.prepare('DELETE FROM retired_logs WHERE trace_id = ?');
    this.#deleteOfTrace = db.prepare(
      `DELETE FROM logs WHERE log_no IN (SELECT log_no FROM logs WHERE trace_id = ? LIMIT ${LOGS_PER_STEP})`,
    );
    this.#deleteBefore = db.prepare(
      `DELETE FROM logs WHERE log_no IN
         (SELECT log_no FROM logs WHERE time_ns < ? ORDER BY time_ns LIMIT ${LOGS_PER_STEP})`,
    );
  }

  /** Marks the logs of a trace; belongs into the transaction that removes it. */
  retire(traceId: string): void {
    this.#retire.run(traceId, traceId);
  }

  /** Deletes some logs of retired traces; false when there are none. */
  stepRetired(): boolean {
    const traceId = this.#retired.get();
    if (traceId === undefined) return false;
    if (this.#deleteOfTrace.run(traceId).changes === 0) this.#unretire.run(traceId);
    return true;
  }

  /** Deletes some of the logs from before `time`, oldest first; false when there are none. */
  stepBefore(time: bigint): boolean {
    return this.#deleteBefore.run(time).changes > 0;
  }
}
