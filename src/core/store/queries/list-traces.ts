import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { TraceFilter, TracePage } from '../../../shared/trace.ts';
import {
  partsOf,
  positionSchema,
  type ListedTrace,
  type TraceSort,
  type TraceWindow,
} from '../../../shared/trace-list.ts';
import { traceMarks } from '../verdicts/index.ts';
import type { Condition } from './condition.ts';
import { conditionOf } from './trace-filter.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

/** No page is longer. */
const MAX_LIMIT = 1000;

/**
 * What `traces t` is sorted by. Only the start has an index: the best of 500,000 traces by another are found in 0.12 s
 * without, while indexes of these four sums, which change with every span, made updates of traces 25 times as slow.
 */
const SORT_KEYS: Record<TraceSort, string> = {
  start: 't.start_ns',
  duration: '(t.end_ns - t.start_ns)',
  cost: 't.cost_nanos',
  tokens: '(t.input_tokens + t.output_tokens)',
  spans: 't.span_count',
  errors: 't.error_count',
};

type Sorting = Pick<TraceWindow, 'sort' | 'order'>;
type PositionedRow = SummaryRow & { position: string };

export interface ListQuestion extends Partial<Sorting> {
  filter: TraceFilter;
  limit: number;
  cursor: string | null;
}

/**
 * A page of traces, newest first unless asked otherwise. Pages go by the position of their last trace, not by counting
 * rows, so that traces that arrive meanwhile neither repeat nor hide one.
 * @throws SignalboxError CURSOR_INVALID
 */
export function listTraces(db: Database, input: ListQuestion): TracePage {
  const { filter, sort = 'start', order = 'desc' } = input;
  const limit = boundedLimit(input.limit);
  const after = input.cursor === null ? null : parseCursor(input.cursor, { sort, order });
  const rows = rowsOf(db, {
    filter,
    sort,
    order,
    after,
    before: null,
    offset: 0,
    limit: limit + 1,
    fromEnd: false,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    traces: page.map(toSummary),
    nextCursor: rows.length > limit && last !== undefined ? formatCursor(last, { sort, order }) : null,
  };
}

/** A part of a list, each trace with its place. */
export function traceWindow(db: Database, window: TraceWindow): ListedTrace[] {
  return listed(db, rowsOf(db, { ...window, limit: boundedLimit(window.limit) }));
}

function rowsOf(db: Database, window: TraceWindow): PositionedRow[] {
  const { filter, sort, order, after, before, limit, offset, fromEnd } = window;
  const key = SORT_KEYS[sort];
  const [beyond, ahead] = order === 'desc' ? (['<', '>'] as const) : (['>', '<'] as const);
  const bounds = [
    ...(after === null ? [] : [placed(key, beyond, after)]),
    ...(before === null ? [] : [placed(key, ahead, before)]),
  ];
  const { sql, values } = conditionOf(db, filter, bounds);
  const direction = (order === 'desc') === fromEnd ? 'ASC' : 'DESC';
  const rows = db
    .prepare<unknown[], PositionedRow>(
      `SELECT ${SUMMARY_COLUMNS}, ${key} || '.' || t.trace_no AS position FROM traces t
       WHERE ${sql} ORDER BY ${key} ${direction}, t.trace_no ${direction} LIMIT ? OFFSET ?`,
    )
    .all(...values, limit, offset);
  return fromEnd ? rows.reverse() : rows;
}

/**
 * Traces that changed after `sequence`, in the order of their last change, with their places in a list by start, and the
 * sequence to go on from.
 */
export function tracesChangedSince(
  db: Database,
  input: { filter: TraceFilter; sequence: number; limit: number },
): { traces: ListedTrace[]; sequence: number } {
  const limit = boundedLimit(input.limit);
  // Read before the condition is made: what is committed after that may not be found by its text yet, so that the next
  // to ask has to be told of it.
  const latest = db.prepare<[], number>('SELECT sequence FROM store_state').pluck().get() ?? 0;
  const { sql, values } = conditionOf(db, input.filter, [
    { sql: 't.changed_seq > ?', values: [input.sequence] },
  ]);
  const rows = db
    .prepare<unknown[], PositionedRow>(
      `SELECT ${SUMMARY_COLUMNS}, t.start_ns || '.' || t.trace_no AS position FROM traces t INDEXED BY traces_by_change
       WHERE ${sql} ORDER BY t.changed_seq LIMIT ?`,
    )
    .all(...values, limit);
  const last = rows.at(-1);
  return {
    traces: listed(db, rows),
    sequence: rows.length === limit && last !== undefined ? last.changed_seq : latest,
  };
}

function boundedLimit(limit: number): number {
  return Math.min(MAX_LIMIT, Math.max(1, Math.floor(limit)));
}

function placed(key: string, comparison: '<' | '>', position: string): Condition {
  return { sql: `(${key}, t.trace_no) ${comparison} (?, ?)`, values: partsOf(position) };
}

/** Marks are read of the rows that are shown: as columns they would be read of all that are sorted. */
function listed(db: Database, rows: readonly PositionedRow[]): ListedTrace[] {
  const marksOf = traceMarks(db);
  return rows.map((row) => {
    const marks = marksOf(row.trace_no);
    return { ...toSummary(row), position: row.position, ...(marks.length > 0 && { marks }) };
  });
}

/** A cursor is good for the order it was given in. */
function formatCursor(row: PositionedRow, { sort, order }: Sorting): string {
  return Buffer.from(`${sort}.${order}.${row.position}`).toString('base64url');
}

const MAX_INTEGER = 0x7fff_ffff_ffff_ffffn;

function parseCursor(cursor: string, { sort, order }: Sorting): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const position = text.slice(`${sort}.${order}.`.length);
  const isOne = text.startsWith(`${sort}.${order}.`) && positionSchema.safeParse(position).success;
  if (!isOne || partsOf(position)[0] > MAX_INTEGER) throw new SignalboxError('CURSOR_INVALID');
  return position;
}
