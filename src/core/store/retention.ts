import type { Database, Statement } from 'better-sqlite3';
import { LogRetention } from './logs/log-retention.ts';
import { EARLIEST_PLAUSIBLE, minuteOf } from './rollup-time.ts';
import type { SpanWriter } from './span-writer.ts';
import { TraceRollups } from './trace-rollups.ts';
import { SimilarityLog } from './similarity/index.ts';
import { VerdictRetention } from './verdicts/index.ts';

export interface RetentionLimits {
  maxAgeDays: number;
  /** Of the pages in use; the file itself may stay as large as it once was. */
  maxBytes: number;
}

/** A slice ends after the first step that passes this. */
const SLICE_MS = 10;
const SPANS_PER_STEP = 200;
/** After every time that is stored. */
const END_OF_TIME = 0x7fff_ffff_ffff_ffffn;

/** What retention asks of the writer, which remembers much of what it wrote. */
type RemovalsWriter = Pick<SpanWriter, 'forgetTrace' | 'releaseBodies' | 'expireRollups'>;

interface TraceRow {
  trace_no: bigint;
  trace_id: string;
  service: string;
  span_count: bigint;
  error_count: bigint;
  start_ns: bigint;
  /** From when its age counts. */
  since_ns: bigint;
}

/**
 * Removes the oldest traces, whole, beyond an age or a size. A trace disappears at once, with its row in `traces`;
 * its spans, bodies, cost logs, verdicts and logs are deleted afterwards in steps, so that a huge one holds up no commit. Logs are measured
 * by their own time too, because they may belong to no trace. The age of a trace whose own time cannot be right counts
 * from when it came. Resources and scopes stay: they
 * are few. So does the file's size: freed pages are used again.
 */
export class Retention {
  readonly #limits: RetentionLimits;
  readonly #writer: RemovalsWriter;
  readonly #pagesInUse: () => number;
  readonly #oldestDated: Statement<[], TraceRow>;
  readonly #oldestMisdated: Statement<[], TraceRow>;
  readonly #retired: Statement<[], number>;
  readonly #deleteSpans: Statement<[number]>;
  readonly #deleteCosts: Statement<[number]>;
  readonly #unretire: Statement<[number]>;
  readonly #logs: LogRetention;
  readonly #verdicts: VerdictRetention;
  readonly #similarity: SimilarityLog;
  readonly #removeTrace: (trace: TraceRow) => void;

  constructor(db: Database, limits: RetentionLimits, writer: RemovalsWriter) {
    this.#limits = limits;
    this.#writer = writer;
    const pageSize = db.pragma('page_size', { simple: true }) as number;
    const pages = db.prepare<[], number>('PRAGMA page_count').pluck();
    const free = db.prepare<[], number>('PRAGMA freelist_count').pluck();
    this.#pagesInUse = () => ((pages.get() ?? 0) - (free.get() ?? 0)) * pageSize;
    const columns = 'trace_no, trace_id, service, span_count, error_count, start_ns';
    // A trace whose clock is ahead is in the first, too, but then its second is older.
    this.#oldestDated = db
      .prepare<[], TraceRow>(
        `SELECT ${columns}, start_ns AS since_ns FROM traces WHERE start_ns >= ${EARLIEST_PLAUSIBLE}
         ORDER BY start_ns, trace_no LIMIT 1`,
      )
      .safeIntegers();
    this.#oldestMisdated = db
      .prepare<[], TraceRow>(
        `SELECT ${columns}, misdated_since_ns AS since_ns FROM traces WHERE misdated_since_ns IS NOT NULL
         ORDER BY misdated_since_ns, trace_no LIMIT 1`,
      )
      .safeIntegers();
    this.#retired = db.prepare<[], number>('SELECT trace_no FROM retired_traces LIMIT 1').pluck();
    this.#deleteSpans = db.prepare(
      `DELETE FROM spans WHERE span_no IN (SELECT span_no FROM spans WHERE trace_no = ? LIMIT ${SPANS_PER_STEP})`,
    );
    this.#deleteCosts = db.prepare(
      `DELETE FROM model_cost_logs
       WHERE log_no IN (SELECT log_no FROM model_cost_logs WHERE trace_no = ? LIMIT ${SPANS_PER_STEP})`,
    );
    this.#unretire = db.prepare('DELETE FROM retired_traces WHERE trace_no = ?');
    this.#logs = new LogRetention(db);
    this.#verdicts = new VerdictRetention(db);
    this.#similarity = new SimilarityLog(db);
    this.#removeTrace = this.#prepareRemoval(db);
  }

  /** Works for some milliseconds; true when there is more to do. */
  slice(nowNanos: bigint): boolean {
    const end = performance.now() + SLICE_MS;
    const oldestKept = nowNanos - BigInt(Math.round(this.#limits.maxAgeDays * 86_400_000)) * 1_000_000n;
    const oldestMinute = minuteOf(oldestKept > 0n ? oldestKept : 0n);
    do {
      if (!this.#step(oldestKept) && !this.#writer.expireRollups(minuteOf(nowNanos), oldestMinute))
        return false;
    } while (performance.now() < end);
    return true;
  }

  #step(oldestKept: bigint): boolean {
    const retired = this.#retired.get();
    if (retired !== undefined) {
      const deleted = this.#deleteSpans.run(retired).changes + this.#deleteCosts.run(retired).changes;
      const verdictsLeft = this.#verdicts.step(retired) || this.#similarity.step(retired);
      const isEmpty = deleted === 0 && !verdictsLeft && !this.#writer.releaseBodies(retired);
      if (isEmpty) this.#unretire.run(retired);
      return true;
    }
    if (this.#logs.stepRetired() || this.#logs.stepBefore(oldestKept)) return true;
    const oldest = this.#oldest();
    const isTooOld = oldest !== undefined && oldest.since_ns < oldestKept;
    if (!isTooOld && this.#pagesInUse() <= this.#limits.maxBytes) return false;
    if (!isTooOld && this.#logs.stepBefore(oldest?.since_ns ?? END_OF_TIME)) return true;
    if (oldest === undefined) return false;
    this.#removeTrace(oldest);
    this.#writer.forgetTrace(oldest.trace_id, Number(oldest.trace_no));
    return true;
  }

  #oldest(): TraceRow | undefined {
    const dated = this.#oldestDated.get();
    const misdated = this.#oldestMisdated.get();
    if (dated === undefined || misdated === undefined) return dated ?? misdated;
    return misdated.since_ns < dated.since_ns ? misdated : dated;
  }

  #prepareRemoval(db: Database): (trace: TraceRow) => void {
    const retire = db.prepare('INSERT INTO retired_traces VALUES (?)');
    const deleteTrace = db.prepare('DELETE FROM traces WHERE trace_no = ?');
    const deleteModels = db.prepare('DELETE FROM trace_models WHERE trace_no = ?');
    const count = db.prepare('UPDATE store_state SET traces = traces - 1, spans = spans - ?');
    const rollups = new TraceRollups(db);
    const remove = db.transaction((trace: TraceRow) => {
      retire.run(trace.trace_no);
      this.#logs.retire(trace.trace_id);
      deleteTrace.run(trace.trace_no);
      deleteModels.run(trace.trace_no);
      count.run(trace.span_count);
      rollups.remove({ start: trace.start_ns, service: trace.service, hasError: trace.error_count > 0n });
      rollups.save();
    });
    return (trace) => {
      try {
        remove.immediate(trace);
      } finally {
        rollups.forget();
      }
    };
  }
}
