import type { Database } from 'better-sqlite3';
import type { TraceHistogram } from '../../../shared/deployment.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import { boundedBuckets, nanosOfMillis, rangeMillis, type TimeRange } from './time-range.ts';
import { conditionOf } from './trace-filter.ts';

interface CountRow {
  bucket: number;
  failed: 0 | 1;
  traces: number;
}

/** How many traces started in each part of the range, with and without errors. */
export function traceHistogram(
  db: Database,
  input: TimeRange & { filter: TraceFilter; buckets: number },
): TraceHistogram {
  const range = rangeMillis(input);
  const wanted = boundedBuckets(input.buckets);
  const bucketMillis = Math.max(1, Math.ceil((range.to - range.from) / wanted));
  const buckets = Math.ceil((range.to - range.from) / bucketMillis);
  const { sql, values } = conditionOf(
    db,
    input.filter,
    [
      {
        sql: 't.start_ns >= ? AND t.start_ns < ?',
        values: [nanosOfMillis(range.from), nanosOfMillis(range.to)],
      },
    ],
    'all',
  );
  const rows = db
    .prepare<unknown[], CountRow>(
      `SELECT (t.start_ns - ?) / ? AS bucket, t.error_count > 0 AS failed, count(*) AS traces
       FROM traces t WHERE ${sql} GROUP BY 1, 2`,
    )
    .all(nanosOfMillis(range.from), nanosOfMillis(bucketMillis), ...values);
  const ok = new Array<number>(buckets).fill(0);
  const error = new Array<number>(buckets).fill(0);
  for (const { bucket, failed, traces } of rows) (failed === 1 ? error : ok)[bucket] = traces;
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    bucketSeconds: bucketMillis / 1000,
    ok,
    error,
  };
}
