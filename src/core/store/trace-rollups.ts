import type { Database, Statement } from 'better-sqlite3';
import { GRAINS, hourOf, minuteOf } from './rollup-time.ts';

/** What of a trace its rollup depends on. */
export interface RolledTrace {
  readonly start: bigint;
  readonly service: string;
  readonly hasError: boolean;
}

interface Change {
  readonly minute: number;
  readonly service: string;
  traces: number;
  withError: number;
}

/**
 * How many traces of each service started in a minute and in an hour, with and without errors: exactly those that are
 * in `traces`. Changes gather until they are saved, in the transaction that changes the traces.
 */
export class TraceRollups {
  readonly #changes = new Map<string, Change>();
  readonly #add: Statement<[number, number, string, number, number], number>;
  readonly #delete: Statement<[number, number, string]>;

  constructor(db: Database) {
    this.#add = db
      .prepare<[number, number, string, number, number], number>(
        `INSERT INTO trace_rollups VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
           traces = traces + excluded.traces, traces_with_error = traces_with_error + excluded.traces_with_error
         RETURNING traces`,
      )
      .pluck();
    this.#delete = db.prepare('DELETE FROM trace_rollups WHERE grain = ? AND minute = ? AND service = ?');
  }

  add(trace: RolledTrace): void {
    this.#change(trace, 1);
  }

  remove(trace: RolledTrace): void {
    this.#change(trace, -1);
  }

  save(): void {
    for (const grain of GRAINS) {
      for (const { minute, service, traces, withError } of this.#changes.values()) {
        if (traces === 0 && withError === 0) continue;
        const first = grain === 1 ? minute : hourOf(minute);
        if (this.#add.get(grain, first, service, traces, withError) === 0)
          this.#delete.run(grain, first, service);
      }
    }
    this.#changes.clear();
  }

  /** After a rollback. */
  forget(): void {
    this.#changes.clear();
  }

  #change({ start, service, hasError }: RolledTrace, sign: 1 | -1): void {
    const minute = minuteOf(start);
    const key = `${minute} ${service}`;
    let change = this.#changes.get(key);
    if (change === undefined) {
      change = { minute, service, traces: 0, withError: 0 };
      this.#changes.set(key, change);
    }
    change.traces += sign;
    if (hasError) change.withError += sign;
  }
}
