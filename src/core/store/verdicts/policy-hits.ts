import type { Database } from 'better-sqlite3';
import type { PolicyHits } from '../../../shared/policy-hits.ts';
import { stillWanted } from '../query-limit.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from '../queries/time-range.ts';

export interface HitsQuestion extends TimeRange {
  setIds: readonly string[];
}

/** How often each set was asked, and how often a rule of it matched. */
export function readPolicyHits(db: Database, { setIds, ...question }: HitsQuestion): PolicyHits[] {
  const range = rangeMillis(question);
  const counts = db.prepare<unknown[], { exchanges: number; hits: number; blocked: number }>(
    `SELECT COUNT(*) AS exchanges, COALESCE(SUM(matched <> '[]'), 0) AS hits,
       COALESCE(SUM(outcome = 'block'), 0) AS blocked
     FROM policy_results
     WHERE set_id = ? AND mode IN ('shadow', 'enforce') AND at_ns >= ? AND at_ns < ? AND ${stillWanted('result_no')}`,
  );
  return setIds.map((setId) => {
    const row = counts.get(setId, nanosOfMillis(range.from), nanosOfMillis(range.to));
    return { setId, exchanges: row?.exchanges ?? 0, hits: row?.hits ?? 0, blocked: row?.blocked ?? 0 };
  });
}
