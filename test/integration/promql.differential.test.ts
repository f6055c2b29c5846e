import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateInstant, evaluateRange, parsePromql } from '../../src/core/metrics/promql/index.ts';
import { MemorySeriesSource } from '../../src/core/metrics/promql/testing/memory-series-source.ts';
import { SignalboxError } from '../../src/shared/errors.ts';
import { difference, fromOurs, fromTheirs, type Comparable } from '../fixtures/prometheus/compare-answers.ts';
import { INSTANT_QUERIES, writtenQueries } from '../fixtures/prometheus/differential-queries.ts';
import { differentialSamples, END_MS, START_MS } from '../fixtures/prometheus/differential-samples.ts';
import { generatedQueries } from '../fixtures/prometheus/generated-queries.ts';
import { WRONG_QUERIES } from '../fixtures/prometheus/wrong-queries.ts';
import { startRealPrometheus, type RealPrometheus } from '../fixtures/prometheus/real-prometheus.ts';

/** The same samples and the same questions, once to Debian's Prometheus and once to us. */

const MOMENTS = [START_MS + 1_803_000, END_MS + 240_000];
const RANGES = [
  { fromMs: START_MS - 60_000, toMs: END_MS + 360_000, stepMs: 60_000 },
  { fromMs: START_MS + 1_500_000, toMs: START_MS + 1_800_000, stepMs: 7_000 },
];
const AT_ONCE = 16;
/** Some seconds; more where other tests have the processors. */
const TIMEOUT_MS = 300_000;

let prometheus: RealPrometheus;
const source = new MemorySeriesSource();

beforeAll(async () => {
  prometheus = await startRealPrometheus();
  const series = differentialSamples();
  for (const { labels, times, values } of series) source.add(labels, times, values);
  await prometheus.write(series);
});

afterAll(() => prometheus.stop());

function ours(evaluate: () => Parameters<typeof fromOurs>[0]): Comparable {
  try {
    return fromOurs(evaluate());
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return { kind: 'error', text: error.message };
  }
}

async function compareInstant(query: string, atMs: number): Promise<string | null> {
  const own = ours(() => evaluateInstant(parsePromql(query), source, { atMs }));
  const answer = await prometheus.ask('/api/v1/query', { query, time: String(atMs / 1_000) });
  const found = difference(own, fromTheirs(answer));
  return found === null ? null : `${query}  at ${atMs}: ${found}`;
}

async function compareRange(query: string, range: (typeof RANGES)[number]): Promise<string | null> {
  const own = ours(() => evaluateRange(parsePromql(query), source, range));
  const answer = await prometheus.ask('/api/v1/query_range', {
    query,
    start: String(range.fromMs / 1_000),
    end: String(range.toMs / 1_000),
    step: String(range.stepMs / 1_000),
  });
  const found = difference(own, fromTheirs(answer));
  return found === null ? null : `${query}  from ${range.fromMs} by ${range.stepMs}: ${found}`;
}

/** Every question that is answered differently, in words. Moments and ranges take turns, for the sake of time. */
async function differences(queries: readonly string[], ranges = RANGES): Promise<string[]> {
  const questions = queries.flatMap((query, index) => [
    ...MOMENTS.filter((_moment, turn) => turn === index % MOMENTS.length).map(
      (atMs) => () => compareInstant(query, atMs),
    ),
    ...ranges
      .filter((_range, turn) => turn === index % RANGES.length)
      .map((range) => () => compareRange(query, range)),
  ]);
  const found: string[] = [];
  const next = questions[Symbol.iterator]();
  const ask = async () => {
    for (const question of next) {
      const different = await question();
      if (different !== null) found.push(different);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return found;
}

test(
  'written queries are answered as Prometheus answers them',
  async () => {
    const queries = writtenQueries();
    expect(queries.length).toBeGreaterThan(300);
    expect(await differences(queries)).toEqual([]);
    expect(await differences(INSTANT_QUERIES, [])).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'generated queries are answered as Prometheus answers them',
  async () => {
    expect(await differences(generatedQueries(150))).toEqual([]);
  },
  TIMEOUT_MS,
);

test('what is wrong for Prometheus is wrong for us', async () => {
  expect(await differences(WRONG_QUERIES)).toEqual([]);
});
