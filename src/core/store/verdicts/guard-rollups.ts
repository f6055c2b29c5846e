import type { Database, Statement } from 'better-sqlite3';
import {
  SCORE_BINS,
  guardOutcomeSchema,
  type GuardOutcome,
  type GuardRun,
} from '../../../shared/guard/index.ts';
import { LatencySketch } from '../latency-sketch.ts';
import type { RollupHorizon } from '../rollup-horizon.ts';
import { decodeCounts, encodeCounts } from '../sparse-counts.ts';

export const GUARD_OUTCOMES = guardOutcomeSchema.options;

type RollupKey = [grain: number, minute: number, guard: string, direction: string];
type RollupRow = Record<GuardOutcome, number> & Record<'latency' | 'scores', Uint8Array>;

interface Rollup {
  readonly key: RollupKey;
  readonly outcomes: Record<GuardOutcome, number>;
  readonly latency: LatencySketch;
  readonly scores: Uint32Array;
}

/**
 * Runs of guards by the minute and the hour in which their exchange began. Read into memory when a batch touches them,
 * written back once at its end.
 */
export class GuardRollups {
  readonly #touched = new Map<string, Rollup>();
  readonly #horizon: RollupHorizon;
  readonly #select: Statement<RollupKey, RollupRow>;
  readonly #upsert: Statement<unknown[]>;

  constructor(db: Database, horizon: RollupHorizon) {
    this.#horizon = horizon;
    this.#select = db.prepare(
      `SELECT ${GUARD_OUTCOMES.join(', ')}, latency, scores FROM guard_rollups
       WHERE grain = ? AND minute = ? AND guard = ? AND direction = ?`,
    );
    const columns = ['grain', 'minute', 'guard', 'direction', ...GUARD_OUTCOMES, 'latency', 'scores'];
    this.#upsert = db.prepare(
      `INSERT OR REPLACE INTO guard_rollups (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
  }

  /** `start` is that of the exchange, in nanoseconds since 1970. */
  add(run: GuardRun, start: bigint): void {
    for (const { grain, minute } of this.#horizon.rowsOf(start)) {
      const rollup = this.#rollup([grain, minute, run.guard, run.direction]);
      rollup.outcomes[run.outcome] += 1;
      rollup.latency.add(run.micros);
      if (run.score !== null) {
        const bin = binOf(run.score);
        rollup.scores[bin] = (rollup.scores[bin] ?? 0) + 1;
      }
    }
  }

  save(): void {
    for (const { key, outcomes, latency, scores } of this.#touched.values()) {
      const counts = GUARD_OUTCOMES.map((outcome) => outcomes[outcome]);
      this.#upsert.run(...key, ...counts, latency.encode(), encodeCounts(scores.entries()));
    }
    this.#touched.clear();
  }

  /** After a rollback. */
  forget(): void {
    this.#touched.clear();
  }

  #rollup(key: RollupKey): Rollup {
    const id = key.join(' ');
    let rollup = this.#touched.get(id);
    if (rollup === undefined) {
      rollup = toRollup(key, this.#select.get(...key));
      this.#touched.set(id, rollup);
    }
    return rollup;
  }
}

/** The bin of a score from 0 to 1. */
export function binOf(score: number): number {
  return Math.min(SCORE_BINS - 1, Math.max(0, Math.floor(score * SCORE_BINS)));
}

/** Adds an encoded histogram to counts by bin. */
export function addScores(counts: { [bin: number]: number }, encoded: Uint8Array): void {
  decodeCounts(encoded, (bin, count) => (counts[bin] = (counts[bin] ?? 0) + count));
}

function toRollup(key: RollupKey, row: RollupRow | undefined): Rollup {
  const counts = GUARD_OUTCOMES.map((outcome) => [outcome, row?.[outcome] ?? 0]);
  const scores = new Uint32Array(SCORE_BINS);
  if (row !== undefined) addScores(scores, row.scores);
  return {
    key,
    outcomes: Object.fromEntries(counts) as Record<GuardOutcome, number>,
    latency: row === undefined ? new LatencySketch() : LatencySketch.decode(row.latency),
    scores,
  };
}
