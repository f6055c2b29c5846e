import type { Database } from 'better-sqlite3';
import { joinSlices, rollupSlices, slicesTable } from './rollup-slices.ts';

export interface TraceCounts {
  traces: number[];
  withError: number[];
}

/**
 * How many traces started in each of `count` steps of `stepMinutes` from the minute `firstMinute` (since 1970) on, and
 * how many of them have an error; of one service, or of all; only of the minutes `within`, if that is given. From rollups, so that it costs the same however many
 * traces there are; exact. Long ranges are fastest in steps of whole hours that begin on the hour.
 */
export function readTraceCounts(
  db: Database,
  input: {
    firstMinute: number;
    stepMinutes: number;
    count: number;
    within?: { from: number; to: number };
    service?: string | undefined;
  },
): TraceCounts {
  const { firstMinute, stepMinutes, count, service } = input;
  const range = input.within ?? { from: firstMinute, to: firstMinute + stepMinutes * count };
  const isOnTheHour = firstMinute % 60 === 0;
  const { sql, values } = slicesTable(rollupSlices(range, { stepMinutes: isOnTheHour ? stepMinutes : 1 }));
  const rows = db
    .prepare<unknown[], { step: number; traces: number; with_error: number }>(
      `${sql} SELECT (r.minute - ?) / ? AS step, sum(r.traces) AS traces, sum(r.traces_with_error) AS with_error
       FROM ${joinSlices('trace_rollups')}
       ${service === undefined ? '' : 'WHERE r.service = ?'} GROUP BY 1`,
    )
    .all(...values, BigInt(firstMinute), BigInt(stepMinutes), ...(service === undefined ? [] : [service]));
  const counts = { traces: new Array<number>(count).fill(0), withError: new Array<number>(count).fill(0) };
  for (const { step, traces, with_error: withError } of rows) {
    counts.traces[step] = traces;
    counts.withError[step] = withError;
  }
  return counts;
}
