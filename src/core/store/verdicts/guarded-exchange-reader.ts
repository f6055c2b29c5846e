import type { Database, Statement } from 'better-sqlite3';
import type { GuardDirection, GuardName, GuardOutcome } from '../../../shared/guard/index.ts';
import { stillWanted } from '../query-limit.ts';
import { nanosOfMillis, rangeMillis } from '../queries/time-range.ts';
import { conditionOf } from '../queries/trace-filter.ts';
import type { ExchangeSelection } from './exchange-reader.ts';
import type { Refuser } from './verdict-table.ts';

const PAGE = 500;

/** A run of a guard, with what is known of its exchange. */
export interface RecordedRun {
  readonly traceId: string;
  readonly spanId: string;
  readonly startMs: number;
  readonly durationMs: number | null;
  readonly org: string;
  readonly workspace: string;
  readonly user: string;
  readonly provider: string;
  readonly model: string;
  readonly direction: GuardDirection;
  readonly outcome: GuardOutcome;
  readonly score: number | null;
  /** Who refused the exchange; null: nobody. */
  readonly blockedBy: Refuser | null;
  /** Another guard refused it too. */
  readonly isBlockedByOthers: boolean;
  /** Nano-dollars; null: not known. */
  readonly costNanos: bigint | null;
}

interface RunRow {
  run_no: number;
  at_ns: string;
  start_ms: number;
  duration_ms: number | null;
  trace_id: string;
  span_id: string;
  org: string;
  workspace: string;
  user: string;
  provider: string;
  model: string;
  direction: GuardDirection;
  outcome: GuardOutcome;
  score: number | null;
  blocked_by: Refuser | '';
  by_others: number;
  total_nanos: string | null;
}

export interface RunSelection extends ExchangeSelection {
  guard: GuardName;
  /** Null: both. */
  direction: GuardDirection | null;
}

/** The runs of a guard in a range, newest first, a page at a time. */
export class GuardedExchangeReader {
  readonly total: number;
  readonly #next: Statement<unknown[], RunRow>;
  readonly #values: readonly unknown[];
  #after: [bigint, bigint];
  #hasMore = true;

  /** @throws SignalboxError FILTER_INVALID, BODY_INVALID when the range is empty */
  constructor(db: Database, { filter, guard, direction, ...range }: RunSelection) {
    const { from, to } = rangeMillis(range);
    const { sql, values } = conditionOf(db, filter === '' ? {} : { q: filter }, [], 'all');
    const isOne = direction === null ? 'TRUE' : 'g.direction = ?';
    const where = `g.guard = ? AND g.at_ns >= ? AND ${isOne} AND ${stillWanted('g.run_no')} AND ${sql}`;
    this.#values = [guard, nanosOfMillis(from), ...(direction === null ? [] : [direction]), ...values];
    this.#after = [nanosOfMillis(to), 0n];
    const traces = 'guard_runs g JOIN traces t ON t.trace_no = g.trace_no';
    const counted = db
      .prepare<unknown[], number>(`SELECT count(*) FROM ${traces} WHERE g.at_ns < ? AND ${where}`)
      .pluck();
    this.total = counted.get(this.#after[0], ...this.#values) ?? 0;
    this.#next = db.prepare(
      `SELECT g.run_no, CAST(g.at_ns AS TEXT) AS at_ns, g.at_ns / 1000000 AS start_ms,
         (s.end_ns - s.start_ns) / 1e6 AS duration_ms, v.trace_id, v.span_id, v.org, v.workspace, v.user, v.provider,
         v.model, g.direction, g.outcome, g.score, v.blocked_by,
         EXISTS (SELECT 1 FROM guard_runs o WHERE o.trace_no = g.trace_no AND o.span_id = g.span_id
           AND o.run_no <> g.run_no AND o.outcome IN ('block', 'failed_closed')) AS by_others,
         CAST(l.total_nanos AS TEXT) AS total_nanos
       FROM guard_runs g INDEXED BY guard_runs_by_time
         CROSS JOIN traces t ON t.trace_no = g.trace_no
         CROSS JOIN exchange_verdicts v ON v.verdict_no = g.verdict_no
         LEFT JOIN spans s ON s.trace_no = g.trace_no AND s.span_id = g.span_id
         LEFT JOIN model_cost_logs l ON l.trace_no = g.trace_no AND l.span_id = g.span_id
       WHERE (g.at_ns, g.run_no) < (?, ?) AND ${where} ORDER BY g.at_ns DESC, g.run_no DESC LIMIT ${PAGE}`,
    );
  }

  /** The next ones; none at the end. */
  page(): RecordedRun[] {
    if (!this.#hasMore) return [];
    const rows = this.#next.all(...this.#after, ...this.#values);
    const last = rows.at(-1);
    this.#hasMore = rows.length === PAGE;
    if (last !== undefined) this.#after = [BigInt(last.at_ns), BigInt(last.run_no)];
    return rows.map(toRun);
  }
}

function toRun(row: RunRow): RecordedRun {
  return {
    traceId: row.trace_id,
    spanId: row.span_id,
    startMs: row.start_ms,
    durationMs: row.duration_ms,
    org: row.org,
    workspace: row.workspace,
    user: row.user,
    provider: row.provider,
    model: row.model,
    direction: row.direction,
    outcome: row.outcome,
    score: row.score,
    blockedBy: row.blocked_by === '' ? null : row.blocked_by,
    isBlockedByOthers: row.by_others === 1,
    costNanos: row.total_nanos === null ? null : BigInt(row.total_nanos),
  };
}
