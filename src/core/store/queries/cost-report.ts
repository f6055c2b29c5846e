import type { Database } from 'better-sqlite3';
import type { CostDimension, CostReport, CostRow } from '../../../shared/costs.ts';
import { nanosToUsd, NANOS_PER_DOLLAR } from '../../../shared/money.ts';
import { bucketHead, minuteBuckets, type MinuteBuckets } from './minute-buckets.ts';
import { joinSlices, minutesKeptFrom, rollupSlices, slicesTable } from './rollup-slices.ts';
import { rangeMillis, type TimeRange } from './time-range.ts';

export interface CostQuestion extends TimeRange {
  by: CostDimension;
  buckets: number;
}

/** More names than anyone reads; what they spent is in the total. */
const MAX_ROWS = 500;
const MAX_UNPRICED = 50;

/** Calls of every source are known by these; who called is known of those through the gateway only. */
const OF_EVERY_CALL: ReadonlySet<CostDimension> = new Set(['model', 'provider', 'service']);

interface SumRow {
  name: string;
  provider: string | null;
  /** -1: the time before the range. */
  bucket: number;
  calls: number;
  input_tokens: number;
  output_tokens: number;
  priced_calls: number;
  unpriced_calls: number;
  dollars: string;
  nanos: string;
}

/** Spend in a range, from rollups alone: its cost does not depend on how many spans or calls there are. */
export function readCosts(db: Database, input: CostQuestion): CostReport {
  const buckets = minuteBuckets(rangeMillis(input), input.buckets);
  const total = new Sum('', null, 0);
  const groups = new Map<string, Sum>();
  for (const row of sumsOf(db, input.by, buckets)) {
    const key = `${row.provider ?? ''}\0${row.name}`;
    const group = groups.get(key) ?? new Sum(row.name, row.provider, buckets.count);
    groups.set(key, group);
    group.add(row);
    total.add(row);
  }
  const used = [...groups.values()].filter(({ calls, previous }) => calls > 0 || previous > 0n);
  return {
    by: input.by,
    ...bucketHead(buckets),
    total: {
      nanos: total.nanos.toString(),
      usd: nanosToUsd(total.nanos),
      previousNanos: total.previous.toString(),
      calls: total.calls,
      inputTokens: total.inputTokens,
      outputTokens: total.outputTokens,
      pricedCalls: total.pricedCalls,
      unpricedCalls: total.unpricedCalls,
    },
    rows: used
      .sort(compareSums)
      .slice(0, MAX_ROWS)
      .map((sum) => sum.row()),
    unpriced: unpricedModels(db, buckets),
  };
}

/** The range, and the equally long time before it. */
function slicesOf(db: Database, { firstMinute, endMinute, minutesEach }: MinuteBuckets) {
  const options = { stepMinutes: minutesEach, minutesFrom: minutesKeptFrom(db) };
  return {
    before: rollupSlices({ from: 2 * firstMinute - endMinute, to: firstMinute }, options),
    within: rollupSlices({ from: firstMinute, to: endMinute }, options),
  };
}

/** Money is summed as dollars and nano-dollars apart: SQLite's sum fails beyond 64 bits. */
function sumsOf(db: Database, by: CostDimension, buckets: MinuteBuckets): IterableIterator<SumRow> {
  const { firstMinute, bucketsFrom, minutesEach } = buckets;
  const table = OF_EVERY_CALL.has(by) ? 'call_rollups' : 'cost_rollups';
  const { before, within } = slicesOf(db, buckets);
  const slices = slicesTable([...before, ...within]);
  return db
    .prepare<bigint[], SumRow>(
      `${slices.sql} SELECT ${by} AS name, ${by === 'model' ? 'provider' : 'NULL'} AS provider,
         CASE WHEN slice.beyond <= ? THEN -1 ELSE max(minute - ?, 0) / ? END AS bucket,
         sum(calls) AS calls, total(input_tokens) AS input_tokens, total(output_tokens) AS output_tokens,
         sum(priced_calls) AS priced_calls, sum(unpriced_calls) AS unpriced_calls,
         CAST(sum(cost_nanos / ${NANOS_PER_DOLLAR}) AS TEXT) AS dollars,
         CAST(sum(cost_nanos % ${NANOS_PER_DOLLAR}) AS TEXT) AS nanos
       FROM ${joinSlices(table)} WHERE calls > 0 GROUP BY 1, 2, 3`,
    )
    .iterate(...slices.values, ...[firstMinute, bucketsFrom, minutesEach].map(BigInt));
}

function unpricedModels(db: Database, buckets: MinuteBuckets): CostReport['unpriced'] {
  const slices = slicesTable(slicesOf(db, buckets).within);
  return db
    .prepare<bigint[], { provider: string; model: string; calls: number }>(
      `${slices.sql} SELECT provider, model, sum(unpriced_calls) AS calls FROM ${joinSlices('call_rollups')}
       WHERE unpriced_calls > 0 GROUP BY provider, model ORDER BY calls DESC, provider, model LIMIT ${MAX_UNPRICED}`,
    )
    .all(...slices.values);
}

function compareSums(a: Sum, b: Sum): number {
  if (a.nanos !== b.nanos) return a.nanos > b.nanos ? -1 : 1;
  return b.calls - a.calls || a.name.localeCompare(b.name);
}

/** Rollups of one name added up. */
class Sum {
  readonly name: string;
  readonly provider: string | null;
  calls = 0;
  inputTokens = 0;
  outputTokens = 0;
  pricedCalls = 0;
  unpricedCalls = 0;
  nanos = 0n;
  previous = 0n;
  readonly #series: bigint[];

  constructor(name: string, provider: string | null, buckets: number) {
    this.name = name;
    this.provider = provider;
    this.#series = Array.from({ length: buckets }, () => 0n);
  }

  add(row: SumRow): void {
    const nanos = BigInt(row.dollars) * NANOS_PER_DOLLAR + BigInt(row.nanos);
    if (row.bucket < 0) {
      this.previous += nanos;
      return;
    }
    this.calls += row.calls;
    this.inputTokens += row.input_tokens;
    this.outputTokens += row.output_tokens;
    this.pricedCalls += row.priced_calls;
    this.unpricedCalls += row.unpriced_calls;
    this.nanos += nanos;
    const bucket = this.#series[row.bucket];
    if (bucket !== undefined) this.#series[row.bucket] = bucket + nanos;
  }

  row(): CostRow {
    return {
      name: this.name,
      provider: this.provider,
      calls: this.calls,
      inputTokens: this.inputTokens,
      outputTokens: this.outputTokens,
      costNanos: this.pricedCalls > 0 ? this.nanos.toString() : null,
      unpricedCalls: this.unpricedCalls,
      previousNanos: this.previous.toString(),
      seriesNanos: this.#series.map(Number),
    };
  }
}
