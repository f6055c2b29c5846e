import type { Database } from 'better-sqlite3';
import { hourOf, MINUTES_PER_HOUR, type Grain } from '../rollup-time.ts';

/** A stretch of time, in minutes since 1970, that rows of one grain answer for. */
export interface RollupSlice {
  readonly grain: Grain;
  readonly from: number;
  readonly to: number;
}

/** Up to here reading minutes costs no more than finding hours and edges. */
const MOST_MINUTES = 6 * MINUTES_PER_HOUR;

/**
 * Which rows of a rollup to read for the minutes from `from` to before `to`: whole hours, and minutes at the edges, so
 * that the sums are exact. `stepMinutes` is what the answer is divided into: in steps that are no whole hours, minutes
 * are read. Before `minutesFrom` no minutes are kept: there the edges are widened to whole hours.
 */
export function rollupSlices(
  { from, to }: { from: number; to: number },
  { stepMinutes, minutesFrom = 0 }: { stepMinutes: number; minutesFrom?: number },
): RollupSlice[] {
  const slices: RollupSlice[] = [];
  const push = (grain: Grain, start: number, end: number): void => {
    if (start < end) slices.push({ grain, from: start, to: end });
  };
  const finest = Math.min(Math.max(from, minutesFrom), to);
  if (from < finest) push(MINUTES_PER_HOUR, hourOf(from), nextHour(finest));
  const start = from < finest ? nextHour(finest) : finest;
  if (stepMinutes % MINUTES_PER_HOUR !== 0 || to - start <= MOST_MINUTES) {
    push(1, start, to);
  } else {
    push(1, start, nextHour(start));
    push(MINUTES_PER_HOUR, nextHour(start), hourOf(to));
    push(1, hourOf(to), to);
  }
  return slices;
}

function nextHour(minute: number): number {
  return hourOf(minute + MINUTES_PER_HOUR - 1);
}

/** The slices as a table `slice (grain, first, beyond)` for the FROM of a query, with its values. */
export function slicesTable(slices: readonly RollupSlice[]): { sql: string; values: bigint[] } {
  const rows =
    slices.length === 0 ? 'SELECT 0, 0, 0' : slices.map(() => 'SELECT ?, ?, ?').join(' UNION ALL ');
  return {
    sql: `WITH slice (grain, first, beyond) AS (${rows})`,
    // Bound as bigint, since numbers are bound as floating ones.
    values: slices.flatMap(({ grain, from, to }) => [grain, from, to].map(BigInt)),
  };
}

/** A rollup's rows in the slices of `slicesTable`, for the FROM of the same query. CROSS: slices first, then rows by key. */
export function joinSlices(
  table: 'call_rollups' | 'cost_rollups' | 'guard_rollups' | 'trace_rollups',
): string {
  return `slice CROSS JOIN ${table} r
    ON r.grain = slice.grain AND r.minute >= slice.first AND r.minute < slice.beyond`;
}

/** From which minute on rollups of calls have rows by the minute. */
export function minutesKeptFrom(db: Database): number {
  return db.prepare<[], number>('SELECT minutes_from FROM store_state').pluck().get() ?? 0;
}
