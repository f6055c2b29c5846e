import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { TraceFilter, TracePage, TraceSummary } from '../../../shared/trace.ts';
import { conditionOf, type Condition } from './trace-filter.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

/** No page is longer. */
const MAX_LIMIT = 1000;

interface Position {
  startNanos: bigint;
  traceNo: bigint;
}

/**
 * A page of traces, newest first. Pages go by the position of their last trace, not by counting rows, so that traces
 * that arrive meanwhile neither repeat nor hide one.
 * @throws SignalboxError CURSOR_INVALID
 */
export function listTraces(
  db: Database,
  input: { filter: TraceFilter; limit: number; cursor: string | null },
): TracePage {
  const limit = boundedLimit(input.limit);
  const after = input.cursor === null ? [] : [before(parseCursor(input.cursor))];
  const { sql, values } = conditionOf(input.filter, ...after);
  const rows = db
    .prepare<unknown[], SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS} FROM traces t WHERE ${sql} ORDER BY t.start_ns DESC, t.trace_no DESC LIMIT ?`,
    )
    .all(...values, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    traces: page.map(toSummary),
    nextCursor: rows.length > limit && last !== undefined ? formatCursor(last) : null,
  };
}

/** Traces that changed after `sequence`, in the order of their last change, and the sequence to go on from. */
export function tracesChangedSince(
  db: Database,
  input: { filter: TraceFilter; sequence: number; limit: number },
): { traces: TraceSummary[]; sequence: number } {
  const limit = boundedLimit(input.limit);
  const { sql, values } = conditionOf(input.filter, {
    sql: 't.changed_seq > ?',
    values: [input.sequence],
  });
  const read = db.transaction(() => {
    const latest = db.prepare<[], number>('SELECT sequence FROM store_state').pluck().get() ?? 0;
    const rows = db
      .prepare<unknown[], SummaryRow>(
        `SELECT ${SUMMARY_COLUMNS} FROM traces t INDEXED BY traces_by_change
         WHERE ${sql} ORDER BY t.changed_seq LIMIT ?`,
      )
      .all(...values, limit);
    return { latest, rows };
  });
  const { latest, rows } = read();
  const last = rows.at(-1);
  return {
    traces: rows.map(toSummary),
    sequence: rows.length === limit && last !== undefined ? last.changed_seq : latest,
  };
}

function boundedLimit(limit: number): number {
  return Math.min(MAX_LIMIT, Math.max(1, Math.floor(limit)));
}

function before({ startNanos, traceNo }: Position): Condition {
  return { sql: '(t.start_ns, t.trace_no) < (?, ?)', values: [startNanos, traceNo] };
}

function formatCursor(row: SummaryRow): string {
  return Buffer.from(`${row.start_ns}.${row.trace_no}`).toString('base64url');
}

function parseCursor(cursor: string): Position {
  const match = /^(\d{1,19})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, start = '', traceNo = ''] = match ?? [];
  if (match === null || BigInt(start) > 0x7fff_ffff_ffff_ffffn) throw new SignalboxError('CURSOR_INVALID');
  return { startNanos: BigInt(start), traceNo: BigInt(traceNo) };
}
