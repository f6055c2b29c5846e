import type { Database } from 'better-sqlite3';
import type { TraceHistogram } from '../../../shared/deployment.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import { bucketHead, minuteBuckets, MINUTE_MILLIS, type MinuteBuckets } from './minute-buckets.ts';
import { rolledFilterOf, type RolledFilter } from './rolled-filter.ts';
import { boundedBuckets, nanosOfMillis, rangeMillis, type TimeRange } from './time-range.ts';
import { readTraceCounts } from './trace-counts.ts';
import { conditionOf } from './trace-filter.ts';

interface Range {
  from: number;
  to: number;
}

interface Counts {
  ok: number[];
  error: number[];
}

interface CountRow {
  bucket: number;
  failed: 0 | 1;
  traces: number;
}

/** Shorter ranges have so few traces that counting them is as fast as adding up their minutes. */
const MIN_ROLLED_MILLIS = 2 * 60 * MINUTE_MILLIS;

/**
 * How many traces started in each part of the range, with and without errors; together exactly those in the range. In
 * ranges of hours the parts are whole minutes or hours, which rollups answer for where the filter allows it: the first
 * part may then begin before the range, and the last end after it.
 */
export function traceHistogram(
  db: Database,
  input: TimeRange & { filter: TraceFilter; buckets: number },
): TraceHistogram {
  const range = rangeMillis(input);
  if (range.to - range.from < MIN_ROLLED_MILLIS) return exactHistogram(db, { ...input, range });
  const buckets = minuteBuckets(range, input.buckets);
  const rolled = rolledFilterOf(input.filter);
  const grid = {
    from: buckets.bucketsFrom * MINUTE_MILLIS,
    bucketMillis: buckets.minutesEach * MINUTE_MILLIS,
  };
  const counts: Counts = { ok: zeros(buckets.count), error: zeros(buckets.count) };
  if (rolled === null) countTraces(db, { filter: input.filter, range, grid }, counts);
  else {
    const whole = wholeMinutes(range);
    for (const edge of [
      { from: range.from, to: whole.from * MINUTE_MILLIS },
      { from: whole.to * MINUTE_MILLIS, to: range.to },
    ]) {
      if (edge.from < edge.to) countTraces(db, { filter: input.filter, range: edge, grid }, counts);
    }
    addRolled(db, { rolled, whole, buckets }, counts);
  }
  return { ...bucketHead(buckets), ...counts };
}

function exactHistogram(
  db: Database,
  { range, filter, buckets: wanted }: { range: Range; filter: TraceFilter; buckets: number },
): TraceHistogram {
  const bucketMillis = Math.max(1, Math.ceil((range.to - range.from) / boundedBuckets(wanted)));
  const buckets = Math.ceil((range.to - range.from) / bucketMillis);
  const counts: Counts = { ok: zeros(buckets), error: zeros(buckets) };
  countTraces(db, { filter, range, grid: { from: range.from, bucketMillis } }, counts);
  return {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    bucketSeconds: bucketMillis / 1000,
    ...counts,
  };
}

/** The minutes, since 1970, that are in the range from beginning to end. */
function wholeMinutes({ from, to }: Range): Range {
  return { from: Math.ceil(from / MINUTE_MILLIS), to: Math.floor(to / MINUTE_MILLIS) };
}

function addRolled(
  db: Database,
  { rolled, whole, buckets }: { rolled: RolledFilter; whole: Range; buckets: MinuteBuckets },
  { ok, error }: Counts,
): void {
  const { traces, withError } = readTraceCounts(db, {
    firstMinute: buckets.bucketsFrom,
    stepMinutes: buckets.minutesEach,
    count: buckets.count,
    within: whole,
    service: rolled.service,
  });
  for (let bucket = 0; bucket < buckets.count; bucket += 1) {
    const failed = withError[bucket] ?? 0;
    if (rolled.status !== 'ok') error[bucket] = (error[bucket] ?? 0) + failed;
    if (rolled.status !== 'error') ok[bucket] = (ok[bucket] ?? 0) + (traces[bucket] ?? 0) - failed;
  }
}

function countTraces(
  db: Database,
  input: { filter: TraceFilter; range: Range; grid: { from: number; bucketMillis: number } },
  { ok, error }: Counts,
): void {
  const { filter, range, grid } = input;
  const inRange = {
    sql: 't.start_ns >= ? AND t.start_ns < ?',
    values: [nanosOfMillis(range.from), nanosOfMillis(range.to)],
  };
  const { sql, values } = conditionOf(db, filter, [inRange], 'all');
  const rows = db
    .prepare<unknown[], CountRow>(
      `SELECT (t.start_ns - ?) / ? AS bucket, t.error_count > 0 AS failed, count(*) AS traces
       FROM traces t WHERE ${sql} GROUP BY 1, 2`,
    )
    .all(nanosOfMillis(grid.from), nanosOfMillis(grid.bucketMillis), ...values);
  for (const { bucket, failed, traces } of rows) {
    const counts = failed === 1 ? error : ok;
    counts[bucket] = (counts[bucket] ?? 0) + traces;
  }
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
