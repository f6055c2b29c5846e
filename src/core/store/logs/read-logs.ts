import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  lowestNumberOf,
  SEVERITIES,
  severityOf,
  type LogQuestion,
  type Severity,
} from '../../../shared/log-record.ts';
import { Origins } from '../queries/read-trace.ts';
import type { Attributes, AttributeValue, ScopeRecord } from '../span-record.ts';

/** A log record as it was stored, with the service that its resource names. */
export interface ReadLog {
  logNo: number;
  traceId: string | null;
  spanId: string | null;
  timeUnixNano: bigint;
  observedUnixNano: bigint;
  severityNumber: number;
  severityText: string;
  eventName: string;
  body: AttributeValue;
  attributes: Attributes;
  droppedAttributes: number;
  service: string;
  scope: ScopeRecord;
}

export interface ReadLogPage {
  logs: ReadLog[];
  counts: Record<Severity, number> | null;
  nextCursor: string | null;
}

interface LogRow {
  log_no: number;
  trace_id: string | null;
  span_id: string | null;
  time_ns: string;
  observed_ns: string;
  severity: number;
  severity_text: string;
  event_name: string;
  body: string | null;
  attributes: string;
  dropped_attributes: number;
  resource_no: number;
  scope_no: number;
}

/** 64-bit integers come as text, because rows hold doubles otherwise; `l.time_ns` stays the number to order by. */
const COLUMNS = `
  l.log_no, l.trace_id, l.span_id, CAST(l.time_ns AS TEXT) AS time_ns, CAST(l.observed_ns AS TEXT) AS observed_ns,
  l.severity, l.severity_text, l.event_name, l.body, l.attributes, l.dropped_attributes, l.resource_no, l.scope_no`;

const MAX_LIMIT = 1000;
/** A page ends before its bodies and attributes pass this, though it has at least one log. */
const MAX_PAGE_CHARACTERS = 4 * 2 ** 20;
/** More of them do not make a conversation. */
const MAX_EVENTS = 1000;

/**
 * A page of the logs of a trace or span, by time. An unknown trace has none: logs may come before their trace.
 * @throws SignalboxError CURSOR_INVALID
 */
export function readLogs(
  db: Database,
  question: LogQuestion,
  { limit, cursor }: { limit: number; cursor: string | null },
): ReadLogPage {
  const bounded = Math.min(MAX_LIMIT, Math.max(1, Math.floor(limit)));
  const { sql, values } = conditionOf(question);
  const after = cursor === null ? { time: -1n, logNo: 0n } : parseCursor(cursor);
  const lowest = question.minSeverity === undefined ? 0 : lowestNumberOf(question.minSeverity);
  const read = db.transaction(() => {
    const rows = db
      .prepare<unknown[], LogRow>(
        `SELECT ${COLUMNS} FROM logs l WHERE ${sql} AND l.severity >= ? AND (l.time_ns, l.log_no) > (?, ?)
         ORDER BY l.time_ns, l.log_no`,
      )
      .iterate(...values, lowest, after.time, after.logNo);
    const { page, hasMore } = takePage(rows, bounded);
    const origins = new Origins(db);
    return {
      page,
      hasMore,
      logs: page.map((row) => toReadLog(row, origins)),
      counts: cursor === null ? countsOf(db, question) : null,
    };
  });
  const { page, hasMore, logs, counts } = read();
  const last = page.at(-1);
  return { logs, counts, nextCursor: hasMore && last !== undefined ? formatCursor(last) : null };
}

/** The records of a span that are events whose name begins with `prefix`, by time. */
export function readSpanEvents(db: Database, traceId: string, spanId: string, prefix: string): ReadLog[] {
  const rows = db
    .prepare<unknown[], LogRow>(
      `SELECT ${COLUMNS} FROM logs l WHERE l.trace_id = ? AND l.span_id = ? AND substr(l.event_name, 1, ?) = ?
       ORDER BY l.time_ns, l.log_no LIMIT ${MAX_EVENTS}`,
    )
    .all(traceId, spanId, prefix.length, prefix);
  const origins = new Origins(db);
  return rows.map((row) => toReadLog(row, origins));
}

function takePage(rows: Iterable<LogRow>, limit: number): { page: LogRow[]; hasMore: boolean } {
  const page: LogRow[] = [];
  let characters = 0;
  for (const row of rows) {
    characters += row.attributes.length + (row.body?.length ?? 0);
    if (page.length === limit || (characters > MAX_PAGE_CHARACTERS && page.length > 0)) {
      return { page, hasMore: true };
    }
    page.push(row);
  }
  return { page, hasMore: false };
}

function conditionOf({ traceId, spanId }: LogQuestion): { sql: string; values: string[] } {
  return spanId === undefined
    ? { sql: 'l.trace_id = ?', values: [traceId] }
    : { sql: 'l.trace_id = ? AND l.span_id = ?', values: [traceId, spanId] };
}

function countsOf(db: Database, question: LogQuestion): Record<Severity, number> {
  const { sql, values } = conditionOf(question);
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  const rows = db
    .prepare<unknown[], { severity: number; count: number }>(
      `SELECT l.severity, count(*) AS count FROM logs l WHERE ${sql} GROUP BY l.severity`,
    )
    .all(...values);
  for (const { severity, count } of rows) counts[severityOf(severity)] += count;
  return counts;
}

function toReadLog(row: LogRow, origins: Origins): ReadLog {
  return {
    logNo: row.log_no,
    traceId: row.trace_id,
    spanId: row.span_id,
    timeUnixNano: BigInt(row.time_ns),
    observedUnixNano: BigInt(row.observed_ns),
    severityNumber: row.severity,
    severityText: row.severity_text,
    eventName: row.event_name,
    body: row.body === null ? null : (JSON.parse(row.body) as AttributeValue),
    attributes: JSON.parse(row.attributes) as Attributes,
    droppedAttributes: row.dropped_attributes,
    service: origins.resource(row.resource_no).service,
    scope: origins.scope(row.scope_no),
  };
}

function formatCursor(row: LogRow): string {
  return Buffer.from(`${row.time_ns}.${row.log_no}`).toString('base64url');
}

function parseCursor(cursor: string): { time: bigint; logNo: bigint } {
  const match = /^(\d{1,19})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, time = '', logNo = ''] = match ?? [];
  if (match === null || BigInt(time) > 0x7fff_ffff_ffff_ffffn) throw new SignalboxError('CURSOR_INVALID');
  return { time: BigInt(time), logNo: BigInt(logNo) };
}
