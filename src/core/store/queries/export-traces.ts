import type { Database, Statement } from 'better-sqlite3';
import type { TraceSummary } from '../../../shared/trace.ts';
import type { TraceSelection } from '../../../shared/trace-export.ts';
import { Origins, SPAN_COLUMNS, toReadSpan, type ReadSpan, type SpanRow } from './read-trace.ts';
import type { Condition } from './condition.ts';
import { conditionOf } from './trace-filter.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

/** A trace of a selection: its number in the store and its id. */
export interface SelectedTrace {
  traceNo: number;
  traceId: string;
}

interface PositionRow {
  trace_no: number;
  trace_id: string;
  start_ns: string;
}

/** Positions that are read at once; the traces themselves are read one by one. */
const POSITIONS = 500;
const TRACES_OF_ORIGINS = 500;

/**
 * The traces of a selection, newest first, in bounded memory: one summary or one span at a time, whatever their sizes.
 * Which traces belong to it is settled when it is opened; a trace that retention removes meanwhile is left out, and
 * spans that arrive meanwhile are in it.
 */
export class TraceSelectionReader {
  /** How many traces match, counted when it was opened. */
  readonly total: number;
  readonly #db: Database;
  readonly #selected: Condition;
  readonly #summary: Statement<[number], SummaryRow>;
  readonly #spanNumbers: Statement<[number], number>;
  readonly #span: Statement<[number], SpanRow>;
  #origins: Origins;
  #tracesOfOrigins = 0;

  constructor(db: Database, selection: TraceSelection) {
    this.#db = db;
    this.#origins = new Origins(db);
    const latest = db.prepare<[], number>('SELECT last_trace_no FROM store_state').pluck().get() ?? 0;
    this.#selected = conditionOf(
      db,
      selection.filter,
      [{ sql: 't.trace_no <= ?', values: [latest] }, ...named(selection)],
      'all',
    );
    this.#summary = db.prepare(`SELECT ${SUMMARY_COLUMNS} FROM traces t WHERE t.trace_no = ?`);
    this.#spanNumbers = db
      .prepare<[number], number>('SELECT span_no FROM spans WHERE trace_no = ? ORDER BY start_ns, span_no')
      .pluck();
    this.#span = db.prepare(`SELECT ${SPAN_COLUMNS} FROM spans s WHERE s.span_no = ?`);
    this.total =
      db
        .prepare<unknown[], number>(`SELECT count(*) FROM traces t WHERE ${this.#selected.sql}`)
        .pluck()
        .get(...this.#selected.values) ?? 0;
  }

  *traces(): Generator<SelectedTrace> {
    const { sql, values } = this.#selected;
    const next = this.#db.prepare<unknown[], PositionRow>(
      `SELECT t.trace_no, t.trace_id, CAST(t.start_ns AS TEXT) AS start_ns FROM traces t
       WHERE (t.start_ns, t.trace_no) < (?, ?) AND ${sql}
       ORDER BY t.start_ns DESC, t.trace_no DESC LIMIT ${POSITIONS}`,
    );
    let after: [bigint, bigint] | null = [0x7fff_ffff_ffff_ffffn, 0n];
    while (after !== null) {
      const rows: PositionRow[] = next.all(...after, ...values);
      for (const row of rows) yield { traceNo: row.trace_no, traceId: row.trace_id };
      const last = rows.length < POSITIONS ? undefined : rows.at(-1);
      after = last === undefined ? null : [BigInt(last.start_ns), BigInt(last.trace_no)];
    }
  }

  /** Null when the trace was removed meanwhile. */
  summary({ traceNo }: SelectedTrace): TraceSummary | null {
    const row = this.#summary.get(traceNo);
    return row === undefined ? null : toSummary(row);
  }

  /** In the order of their start. */
  *spans({ traceNo, traceId }: SelectedTrace): Generator<ReadSpan> {
    const origins = this.#freshOrigins();
    // In one transaction each, so that retention takes nothing away between a span and its bodies.
    const read = this.#db.transaction((spanNo: number) => {
      const row = this.#span.get(spanNo);
      return row === undefined ? null : toReadSpan(traceId, row, origins);
    });
    for (const spanNo of this.#spanNumbers.all(traceNo)) {
      const span = read(spanNo);
      if (span !== null) yield span;
    }
  }

  /** What traces have in common is read once for many of them, and not kept for ever. */
  #freshOrigins(): Origins {
    if (this.#tracesOfOrigins++ % TRACES_OF_ORIGINS === 0) this.#origins = new Origins(this.#db);
    return this.#origins;
  }
}

function* named({ only, except }: TraceSelection): Generator<Condition> {
  if (only !== undefined) {
    yield { sql: 't.trace_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(only)] };
  }
  if (except !== undefined) {
    yield { sql: 't.trace_id NOT IN (SELECT value FROM json_each(?))', values: [JSON.stringify(except)] };
  }
}
