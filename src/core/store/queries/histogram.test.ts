import fc from 'fast-check';
import { expect, it } from 'vitest';
import { traceHistogramSchema } from '../../../shared/deployment.ts';
import type { TraceFilter } from '../../../shared/trace.ts';
import { MILLI, NOON, resourceOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore } from '../testing/temporary-store.ts';
import { rolledFilterOf } from './rolled-filter.ts';

const NOON_MILLIS = Number(NOON / MILLI);
const DAY = 86_400_000;

it('counts each trace of the range once, from rollups or not', () => {
  const store = temporaryStore();
  const starts = fc.sample(fc.integer({ min: 0, max: 3 * DAY }), { numRuns: 150, seed: 5 });
  const made = starts.map((at, number) => ({
    at: NOON_MILLIS + at,
    failed: number % 5 === 0,
    service: number % 3 === 0 ? 'shop' : 'cron',
  }));
  store.writer.write(
    made.map(({ at, failed, service }, number) =>
      storedSpan({
        span: {
          traceId: traceIdOf(number + 1),
          startUnixNano: BigInt(at) * MILLI,
          statusCode: failed ? 2 : 0,
          resource: resourceOf(service),
        },
      }),
    ),
  );
  const filters: { filter: TraceFilter; keeps: (trace: (typeof made)[number]) => boolean }[] = [
    { filter: {}, keeps: () => true },
    { filter: { service: 'shop' }, keeps: ({ service }) => service === 'shop' },
    {
      filter: { q: 'status:error service:cron' },
      keeps: ({ service, failed }) => failed && service === 'cron',
    },
    { filter: { q: 'status:ok' }, keeps: ({ failed }) => !failed },
    { filter: { q: 'duration:>0s status:error' }, keeps: ({ failed }) => failed },
  ];
  const range = fc
    .record({ from: fc.integer({ min: -DAY, max: 3 * DAY }), length: fc.integer({ min: 1, max: 4 * DAY }) })
    .map(({ from, length }) => ({ from: NOON_MILLIS + from, to: NOON_MILLIS + from + length }));
  fc.assert(
    fc.property(
      range,
      fc.constantFrom(...filters),
      fc.integer({ min: 1, max: 200 }),
      ({ from, to }, { filter, keeps }, buckets) => {
        const histogram = store.reader.histogram({
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          filter,
          buckets,
        });
        expect(traceHistogramSchema.parse(histogram)).toEqual(histogram);
        const begin = Date.parse(histogram.from);
        const expected = { ok: histogram.ok.map(() => 0), error: histogram.error.map(() => 0) };
        for (const trace of made) {
          if (trace.at < from || trace.at >= to || !keeps(trace)) continue;
          const bucket = Math.floor((trace.at - begin) / (histogram.bucketSeconds * 1000));
          const counts = trace.failed ? expected.error : expected.ok;
          counts[bucket] = (counts[bucket] ?? 0) + 1;
        }
        expect({ ok: histogram.ok, error: histogram.error }).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
  store.close();
});

it('knows which filters rollups can answer', () => {
  expect(rolledFilterOf({})).toEqual({});
  expect(rolledFilterOf({ q: '' })).toEqual({});
  expect(rolledFilterOf({ q: 'service:shop', status: 'error' })).toEqual({
    service: 'shop',
    status: 'error',
  });
  expect(rolledFilterOf({ q: 'service:shop*' })).toBeNull();
  expect(rolledFilterOf({ q: 'service:shop', service: 'cron' })).toBeNull();
  expect(rolledFilterOf({ q: 'not service:shop' })).toBeNull();
  expect(rolledFilterOf({ q: 'service:' })).toBeNull();
  expect(rolledFilterOf({ userId: 'u' })).toBeNull();
});
