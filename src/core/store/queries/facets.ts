import type { Database } from 'better-sqlite3';
import type { Facets } from '../../../shared/deployment.ts';
import { hourOf, MINUTES_PER_HOUR } from '../rollup-time.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from './time-range.ts';

/** More of a kind are left out: nobody picks from a longer list. */
const MAX_VALUES = 500;

/** Goes from service to service through the index instead of over all traces. */
const SERVICES = `
  WITH RECURSIVE services(service) AS (
    SELECT min(service) FROM traces
    UNION ALL
    SELECT (SELECT min(t.service) FROM traces t WHERE t.service > services.service)
    FROM services WHERE services.service IS NOT NULL
  )
  SELECT service FROM services
  WHERE service IS NOT NULL AND EXISTS (
    SELECT 1 FROM traces t WHERE t.service = services.service AND t.start_ns >= ? AND t.start_ns < ?
  ) ORDER BY service LIMIT ${MAX_VALUES}`;

/** The services, providers and models that occur in a time range. */
export function readFacets(db: Database, input: TimeRange): Facets {
  const range = rangeMillis(input);
  const services = db
    .prepare<[bigint, bigint], string>(SERVICES)
    .pluck()
    .all(nanosOfMillis(range.from), nanosOfMillis(range.to));
  const called = (column: 'provider' | 'model'): string[] =>
    db
      .prepare<[number, number], string>(
        `SELECT DISTINCT ${column} FROM call_rollups
         WHERE grain = ${MINUTES_PER_HOUR} AND minute >= ? AND minute < ? AND ${column} <> '' ORDER BY 1 LIMIT ${MAX_VALUES}`,
      )
      .pluck()
      .all(hourOf(Math.floor(range.from / 60_000)), Math.ceil(range.to / 60_000));
  return { services, providers: called('provider'), models: called('model') };
}
