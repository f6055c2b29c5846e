import type { Database } from 'better-sqlite3';
import { SketchSum } from '../latency-sketch.ts';
import { hourOf, MINUTES_PER_HOUR } from '../rollup-time.ts';
import { MINUTE_MILLIS } from '../queries/minute-buckets.ts';
import { rangeMillis, type TimeRange } from '../queries/time-range.ts';

/**
 * How long the calls of a model take, by the median of those in the hours of a range, in milliseconds; null: there are
 * none. Provider '': of any.
 */
export function medianLatencyMs(
  db: Database,
  { provider, model, ...range }: TimeRange & { provider: string; model: string },
): number | null {
  const { from, to } = rangeMillis(range);
  const [first, beyond] = [hourOf(Math.floor(from / MINUTE_MILLIS)), Math.ceil(to / MINUTE_MILLIS)];
  const rows = db
    .prepare<unknown[], Buffer>(
      `SELECT latency FROM call_rollups
       WHERE grain = ${MINUTES_PER_HOUR} AND minute >= ? AND minute < ? AND model = ? AND (? = '' OR provider = ?)`,
    )
    .pluck();
  const sum = new SketchSum();
  for (const latency of rows.iterate(first, beyond, model, provider, provider)) sum.addEncoded(latency);
  const micros = sum.quantile(0.5);
  return micros === null ? null : micros / 1000;
}
