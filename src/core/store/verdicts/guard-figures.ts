import type { Database } from 'better-sqlite3';
import {
  SCORE_BINS,
  type GuardDirection,
  type GuardFigure,
  type GuardFigures,
  type GuardName,
  type GuardOutcome,
  type GuardScores,
} from '../../../shared/guard/index.ts';
import { SketchSum } from '../latency-sketch.ts';
import { bucketHead, minuteBuckets, type MinuteBuckets } from '../queries/minute-buckets.ts';
import { joinSlices, minutesKeptFrom, rollupSlices, slicesTable } from '../queries/rollup-slices.ts';
import { rangeMillis, type TimeRange } from '../queries/time-range.ts';
import { addScores, GUARD_OUTCOMES } from './guard-rollups.ts';

const HITS: readonly GuardOutcome[] = ['flag', 'warn', 'redact', 'block'];
const BLOCKS: readonly GuardOutcome[] = ['block', 'failed_closed'];
const FAILURES: readonly GuardOutcome[] = ['failed_open', 'failed_closed'];

export interface GuardScoresQuestion extends TimeRange {
  guard: GuardName;
  /** Null: both. */
  direction: GuardDirection | null;
}

type RollupRow = Record<GuardOutcome, number> & {
  bucket: number;
  guard: GuardName;
  direction: GuardDirection;
  latency: Buffer;
  scores: Buffer;
};

/** What each guard did in a range, from rollups alone: its cost does not depend on how often they ran. */
export function readGuardFigures(db: Database, input: TimeRange & { buckets: number }): GuardFigures {
  const buckets = minuteBuckets(rangeMillis(input), input.buckets);
  const found = new Map<string, Figures>();
  for (const row of rollupsIn(db, buckets)) {
    const key = `${row.guard} ${row.direction}`;
    let figures = found.get(key);
    if (figures === undefined) found.set(key, (figures = new Figures(row, buckets.count)));
    figures.add(row);
  }
  return { ...bucketHead(buckets), guards: [...found.values()].map((figures) => figures.describe()) };
}

/** How many runs of a guard scored what. */
export function readGuardScores(db: Database, input: GuardScoresQuestion): GuardScores {
  const buckets = minuteBuckets(rangeMillis(input), 1);
  const bins = Array<number>(SCORE_BINS).fill(0);
  let runs = 0;
  for (const row of rollupsIn(db, buckets)) {
    if (row.guard !== input.guard) continue;
    if (input.direction !== null && row.direction !== input.direction) continue;
    runs += sumOf(row, GUARD_OUTCOMES);
    addScores(bins, row.scores);
  }
  const { from, to } = bucketHead(buckets);
  return { guard: input.guard, from, to, runs, bins };
}

/** How often any guard found something. */
export function readGuardHits(
  db: Database,
  buckets: MinuteBuckets,
): { total: number; blocked: number; series: number[] } {
  const hits = { total: 0, blocked: 0, series: Array<number>(buckets.count).fill(0) };
  for (const row of rollupsIn(db, buckets)) {
    const found = sumOf(row, HITS);
    hits.total += found;
    hits.blocked += row.block;
    const before = hits.series[row.bucket];
    if (before !== undefined) hits.series[row.bucket] = before + found;
  }
  return hits;
}

function* rollupsIn(db: Database, buckets: MinuteBuckets): Generator<RollupRow> {
  const slices = rollupSlices(
    { from: buckets.firstMinute, to: buckets.endMinute },
    { stepMinutes: buckets.minutesEach, minutesFrom: minutesKeptFrom(db) },
  );
  const { sql, values } = slicesTable(slices);
  yield* db
    .prepare<bigint[], RollupRow>(
      `${sql} SELECT (r.minute - ?) / ? AS bucket, r.guard, r.direction, ${GUARD_OUTCOMES.join(', ')}, latency, scores
       FROM ${joinSlices('guard_rollups')}`,
    )
    .iterate(...values, BigInt(buckets.bucketsFrom), BigInt(buckets.minutesEach));
}

function sumOf(counts: Record<GuardOutcome, number>, outcomes: readonly GuardOutcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Rollups of one guard in one direction, added up. */
class Figures {
  readonly #guard: GuardName;
  readonly #direction: GuardDirection;
  readonly #counts: Record<GuardOutcome, number>;
  readonly #latency = new SketchSum();
  readonly #hitSeries: number[];

  constructor({ guard, direction }: RollupRow, buckets: number) {
    this.#guard = guard;
    this.#direction = direction;
    const zeros = GUARD_OUTCOMES.map((outcome) => [outcome, 0]);
    this.#counts = Object.fromEntries(zeros) as Record<GuardOutcome, number>;
    this.#hitSeries = Array<number>(buckets).fill(0);
  }

  add(row: RollupRow): void {
    for (const outcome of GUARD_OUTCOMES) this.#counts[outcome] += row[outcome];
    this.#latency.addEncoded(row.latency);
    const before = this.#hitSeries[row.bucket];
    // Where only hours are left, the first begins before the range.
    if (before !== undefined) this.#hitSeries[row.bucket] = before + sumOf(row, HITS);
  }

  describe(): GuardFigure {
    const counts = this.#counts;
    return {
      guard: this.#guard,
      direction: this.#direction,
      runs: sumOf(counts, GUARD_OUTCOMES),
      hits: sumOf(counts, HITS),
      blocked: sumOf(counts, BLOCKS),
      failed: sumOf(counts, FAILURES),
      outcomes: Object.fromEntries(
        GUARD_OUTCOMES.flatMap((each) => (counts[each] > 0 ? [[each, counts[each]]] : [])),
      ),
      p50Micros: this.#latency.quantile(0.5),
      p95Micros: this.#latency.quantile(0.95),
      hitSeries: this.#hitSeries,
    };
  }
}
