import type { Database } from 'better-sqlite3';
import type { TraceMark } from '../../../shared/trace-list.ts';

/** Of a trace with more, the list shows the first. */
const MAX_MARKS = 20;

const MARKS = `
  SELECT * FROM (
    SELECT DISTINCT 'guard' AS kind, guard AS name, outcome FROM guard_runs WHERE trace_no = ? AND outcome <> 'pass'
    UNION ALL
    SELECT DISTINCT 'policy', name, outcome FROM policy_results
    WHERE trace_no = ? AND mode = 'enforce' AND outcome IN ('flag', 'modify', 'block')
    UNION ALL
    SELECT DISTINCT 'flag', flag, 'flag' FROM exchange_flags WHERE trace_no = ?
  ) LIMIT ${MAX_MARKS}`;

/** Reads what guards and policies did to the exchanges of a trace, of one trace after another. */
export function traceMarks(db: Database): (traceNo: number) => TraceMark[] {
  const select = db.prepare<[number, number, number], TraceMark>(MARKS);
  return (traceNo) => select.all(traceNo, traceNo, traceNo);
}
