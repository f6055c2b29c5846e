import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../shared/errors.ts';

/** How long a query may run, and whether whoever asked still wants the answer. */
export interface QueryLimit {
  readonly milliseconds: number;
  readonly isCancelled: () => boolean;
}

interface Running extends QueryLimit {
  readonly deadline: number;
}

const running = new WeakMap<Database, Running>();

/**
 * Gives the connection the SQL function `alive()`, which conditions call once in a while (see `stillWanted`): it throws
 * when the time is over or the query is cancelled, and that ends the statement. SQLite's own interrupt needs a second
 * thread on the connection, which better-sqlite3 does not offer.
 */
export function addQueryLimit(db: Database): void {
  db.function('alive', () => {
    const limit = running.get(db);
    if (limit === undefined) return 1;
    if (limit.isCancelled()) throw new SignalboxError('QUERY_CANCELLED');
    if (performance.now() > limit.deadline) {
      throw new SignalboxError('QUERY_TIMEOUT', { seconds: limit.milliseconds / 1000 });
    }
    return 1;
  });
}

/**
 * Runs queries of a connection under a limit.
 * @throws SignalboxError QUERY_TIMEOUT, QUERY_CANCELLED
 */
export function withQueryLimit<T>(db: Database, limit: QueryLimit, run: () => T): T {
  running.set(db, { ...limit, deadline: performance.now() + limit.milliseconds });
  try {
    return run();
  } finally {
    running.delete(db);
  }
}

/** True for every row, and asks at each 128th whether to go on. `rowNumber` is the SQL of an integer key. */
export function stillWanted(rowNumber: string): string {
  return `(${rowNumber} & 127 <> 0 OR alive())`;
}
