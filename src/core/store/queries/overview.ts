import type { Database } from 'better-sqlite3';
import type { Overview } from '../../../shared/deployment.ts';
import { NANOS_PER_DOLLAR, nanosToUsd } from '../../../shared/money.ts';
import { SketchSum } from '../latency-sketch.ts';
import { readGuardHits } from '../verdicts/index.ts';
import { listTraces } from './list-traces.ts';
import { bucketHead, minuteBuckets, type MinuteBuckets } from './minute-buckets.ts';
import { joinSlices, minutesKeptFrom, rollupSlices, slicesTable } from './rollup-slices.ts';
import { rangeMillis, type TimeRange } from './time-range.ts';

const RECENT_FAILURES = 10;

/** Rollups of one model in one bucket, added up. Of their sketches, each in hexadecimal digits, a list. */
interface RollupRow {
  bucket: number;
  provider: string;
  model: string;
  calls: number;
  errors: number;
  input_tokens: number;
  output_tokens: number;
  dollars: string;
  nanos: string;
  priced_calls: number;
  unpriced_calls: number;
  latencies: string;
  overheads: string;
}

/** The figures of the Overview, from rollups alone: its cost does not depend on how many spans there are. */
export function readOverview(db: Database, input: TimeRange & { buckets: number }): Overview {
  const range = rangeMillis(input);
  const buckets = minuteBuckets(range, input.buckets);
  const series = Array.from({ length: buckets.count }, () => new Figures());
  // Where only hours are left, those at the edges begin before the first bucket.
  const outside = new Figures();
  const byModel = new Map<string, { provider: string; model: string; figures: Figures }>();
  for (const row of rollupsIn(db, buckets)) {
    (series[row.bucket] ?? outside).add(row);
    if (row.calls > 0) modelOf(byModel, row).add(row);
  }
  const total = new Figures();
  for (const bucket of [...series, outside]) total.addFigures(bucket);
  return {
    ...bucketHead(buckets),
    ...figuresOf(total, series),
    byModel: [...byModel.values()]
      .sort((a, b) => b.figures.calls - a.figures.calls)
      .map(({ provider, model, figures }) => ({ provider, model, ...figures.forModel() })),
    guardHits: readGuardHits(db, buckets),
    recentFailures: listTraces(db, {
      filter: {
        status: 'error',
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
      },
      limit: RECENT_FAILURES,
      cursor: null,
    }).traces,
    hasAnyTrace: (db.prepare<[], number>('SELECT sequence FROM store_state').pluck().get() ?? 0) > 0,
  };
}

/** Added up by SQLite as far as it can, as each row that it hands over costs several microseconds. */
function rollupsIn(db: Database, buckets: MinuteBuckets): RollupRow[] {
  const slices = rollupSlices(
    { from: buckets.firstMinute, to: buckets.endMinute },
    { stepMinutes: buckets.minutesEach, minutesFrom: minutesKeptFrom(db) },
  );
  const { sql, values } = slicesTable(slices);
  return db
    .prepare<bigint[], RollupRow>(
      `${sql} SELECT (minute - ?) / ? AS bucket, provider, model, sum(calls) AS calls, sum(errors) AS errors,
         total(input_tokens) AS input_tokens, total(output_tokens) AS output_tokens,
         CAST(sum(cost_nanos / ${NANOS_PER_DOLLAR}) AS TEXT) AS dollars,
         CAST(sum(cost_nanos % ${NANOS_PER_DOLLAR}) AS TEXT) AS nanos,
         sum(priced_calls) AS priced_calls, sum(unpriced_calls) AS unpriced_calls,
         group_concat(hex(latency)) AS latencies, group_concat(hex(overhead)) AS overheads
       FROM ${joinSlices('call_rollups')} GROUP BY 1, 2, 3, calls > 0`,
    )
    .all(...values, BigInt(buckets.bucketsFrom), BigInt(buckets.minutesEach));
}

function modelOf(
  byModel: Map<string, { provider: string; model: string; figures: Figures }>,
  { provider, model }: RollupRow,
): Figures {
  const key = `${provider}\0${model}`;
  let found = byModel.get(key);
  if (found === undefined) {
    found = { provider: provider || 'unknown', model: model || 'unknown', figures: new Figures() };
    byModel.set(key, found);
  }
  return found.figures;
}

function figuresOf(total: Figures, series: readonly Figures[]) {
  return {
    calls: { total: total.calls, series: series.map(({ calls }) => calls) },
    errors: { total: total.errors, series: series.map(({ errors }) => errors) },
    latencyP95Ms: { value: total.latencyP95Ms(), series: series.map((bucket) => bucket.latencyP95Ms()) },
    spend: {
      nanos: total.costNanos.toString(),
      usd: nanosToUsd(total.costNanos),
      unpricedCalls: total.unpricedCalls,
      seriesNanos: series.map(({ costNanos }) => Number(costNanos)),
    },
    overheadP95Micros: {
      value: total.overhead.quantile(0.95),
      series: series.map(({ overhead }) => overhead.quantile(0.95)),
    },
    tokens: {
      input: total.inputTokens,
      output: total.outputTokens,
      series: series.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
    },
  };
}

/** Rollups added up. */
class Figures {
  calls = 0;
  errors = 0;
  inputTokens = 0;
  outputTokens = 0;
  costNanos = 0n;
  pricedCalls = 0;
  unpricedCalls = 0;
  readonly latency = new SketchSum();
  readonly overhead = new SketchSum();

  add(row: RollupRow): void {
    this.calls += row.calls;
    this.errors += row.errors;
    this.inputTokens += row.input_tokens;
    this.outputTokens += row.output_tokens;
    this.costNanos += BigInt(row.dollars) * NANOS_PER_DOLLAR + BigInt(row.nanos);
    this.pricedCalls += row.priced_calls;
    this.unpricedCalls += row.unpriced_calls;
    addSketches(this.latency, row.latencies);
    addSketches(this.overhead, row.overheads);
  }

  addFigures(other: Figures): void {
    this.calls += other.calls;
    this.errors += other.errors;
    this.inputTokens += other.inputTokens;
    this.outputTokens += other.outputTokens;
    this.costNanos += other.costNanos;
    this.pricedCalls += other.pricedCalls;
    this.unpricedCalls += other.unpricedCalls;
    this.latency.addSum(other.latency);
    this.overhead.addSum(other.overhead);
  }

  latencyP95Ms(): number | null {
    const micros = this.latency.quantile(0.95);
    return micros === null ? null : micros / 1000;
  }

  forModel() {
    return {
      calls: this.calls,
      errors: this.errors,
      inputTokens: this.inputTokens,
      outputTokens: this.outputTokens,
      costNanos: this.pricedCalls > 0 ? this.costNanos.toString() : null,
      unpricedCalls: this.unpricedCalls,
      latencyP95Ms: this.latencyP95Ms(),
    };
  }
}

function addSketches(sum: SketchSum, list: string): void {
  for (const digits of list.split(',')) {
    if (digits !== '') sum.addEncoded(Buffer.from(digits, 'hex'));
  }
}
