import type { Database } from 'better-sqlite3';
import { nanosToUsd } from '../../../shared/money.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Session, SessionPage, SessionSummary } from '../../../shared/session.ts';
import type { TraceSummary } from '../../../shared/trace.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from './time-range.ts';
import { SUMMARY_COLUMNS, toSummary, type SummaryRow } from './trace-rows.ts';

const MAX_PAGE = 200;
/** A page looks at no more traces than this, and is then shorter than asked for: the next goes on from there. */
const MAX_LOOKED_AT = 100_000;
/** Sums go over this many of a session's traces, the latest, and a session shows as many turns. */
export const MAX_SUMMED_TRACES = 2_000;
const MAX_NAMES = 8;

interface Position {
  startNanos: bigint;
  traceNo: bigint;
}

interface ActivityRow {
  session_id: string;
  start_ns: bigint;
  trace_no: bigint;
}

/**
 * Sessions with a trace that started in the range, by the latest such trace, newest first. The walk goes down the traces
 * by start; a session stands where it is met first, which is only then the case when no later trace in the range is its.
 * @throws SignalboxError CURSOR_INVALID, BODY_INVALID when the range is empty
 */
export function listSessions(
  db: Database,
  input: TimeRange & { limit: number; cursor: string | null },
): SessionPage {
  const range = rangeMillis(input);
  const from = nanosOfMillis(range.from);
  const to = nanosOfMillis(range.to);
  const limit = Math.min(MAX_PAGE, Math.max(1, Math.floor(input.limit)));
  const start = input.cursor === null ? { startNanos: to, traceNo: -1n } : parseCursor(input.cursor);
  const read = db.transaction(() => {
    const { sessionIds, next } = activeSessions(db, { from, to, limit, start });
    return {
      sessions: sessionIds.map((sessionId) => summaryOf(db, sessionId)).filter((found) => found !== null),
      nextCursor: next === null ? null : formatCursor(next),
    };
  });
  return read();
}

function activeSessions(
  db: Database,
  { from, to, limit, start }: { from: bigint; to: bigint; limit: number; start: Position },
): { sessionIds: string[]; next: Position | null } {
  const rows = db
    .prepare<[bigint, bigint, bigint, number], ActivityRow>(
      `SELECT session_id, start_ns, trace_no FROM traces INDEXED BY traces_in_sessions
       WHERE session_id IS NOT NULL AND start_ns >= ? AND (start_ns, trace_no) < (?, ?)
       ORDER BY start_ns DESC, trace_no DESC LIMIT ?`,
    )
    .safeIntegers()
    .iterate(from, start.startNanos, start.traceNo, MAX_LOOKED_AT);
  const hasLater = db
    .prepare<[string, bigint, bigint, bigint]>(
      `SELECT 1 FROM traces WHERE session_id = ? AND (start_ns, trace_no) > (?, ?) AND start_ns < ? LIMIT 1`,
    )
    .pluck();
  const met = new Set<string>();
  const sessionIds: string[] = [];
  let lookedAt = 0;
  for (const { session_id, start_ns, trace_no } of rows) {
    lookedAt += 1;
    if (!met.has(session_id)) {
      met.add(session_id);
      if (hasLater.get(session_id, start_ns, trace_no, to) === undefined) sessionIds.push(session_id);
    }
    if (sessionIds.length === limit || lookedAt === MAX_LOOKED_AT) {
      return { sessionIds, next: { startNanos: start_ns, traceNo: trace_no } };
    }
  }
  return { sessionIds, next: null };
}

/** A session with its latest traces in the order of their start; null when no trace names it. */
export function readSession(db: Database, sessionId: string): Session | null {
  const read = db.transaction(() => {
    const summary = summaryOf(db, sessionId);
    if (summary === null) return null;
    return { summary, turns: latestTraces(db, sessionId).map(toSummary).reverse() };
  });
  return read();
}

/** Traces of a session in the order of their start, and the id of the trace before them. */
export interface SessionTraces {
  traces: TraceSummary[];
  before: string | null;
  nextCursor: string | null;
}

/** A page of a session's traces, oldest first. @throws SignalboxError CURSOR_INVALID */
export function listSessionTraces(
  db: Database,
  input: { sessionId: string; limit: number; cursor: string | null },
): SessionTraces {
  const after = input.cursor === null ? { startNanos: -1n, traceNo: -1n } : parseCursor(input.cursor);
  const rows = db
    .prepare<[string, bigint, bigint, number], SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS} FROM traces t WHERE t.session_id = ? AND (t.start_ns, t.trace_no) > (?, ?)
       ORDER BY t.start_ns, t.trace_no LIMIT ?`,
    )
    .all(input.sessionId, after.startNanos, after.traceNo, input.limit + 1);
  const before = db
    .prepare<[string, bigint, bigint], string>(
      `SELECT trace_id FROM traces WHERE session_id = ? AND (start_ns, trace_no) <= (?, ?)
       ORDER BY start_ns DESC, trace_no DESC LIMIT 1`,
    )
    .pluck()
    .get(input.sessionId, after.startNanos, after.traceNo);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    traces: page.map(toSummary),
    before: before ?? null,
    nextCursor:
      rows.length > input.limit && last !== undefined
        ? formatCursor({ startNanos: BigInt(last.start_ns), traceNo: BigInt(last.trace_no) })
        : null,
  };
}

function latestTraces(db: Database, sessionId: string): SummaryRow[] {
  return db
    .prepare<[string, number], SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS} FROM traces t WHERE t.session_id = ?
       ORDER BY t.start_ns DESC, t.trace_no DESC LIMIT ?`,
    )
    .all(sessionId, MAX_SUMMED_TRACES);
}

interface SumRow {
  summed: number;
  last_ms: number;
  failed: number;
  call_count: number;
  priced_calls: number;
  unpriced_calls: number;
  input_tokens: number;
  calls_with_input: number;
  output_tokens: number;
  calls_with_output: number;
  cost_nanos: string;
}

const LATEST = `SELECT * FROM traces WHERE session_id = ? ORDER BY start_ns DESC, trace_no DESC LIMIT ${MAX_SUMMED_TRACES}`;

const SUMS = `
  SELECT count(*) AS summed, max(start_ns) / 1000000 AS last_ms, sum(error_count > 0) AS failed,
    sum(call_count) AS call_count, sum(priced_calls) AS priced_calls, sum(unpriced_calls) AS unpriced_calls,
    sum(input_tokens) AS input_tokens, sum(calls_with_input) AS calls_with_input,
    sum(output_tokens) AS output_tokens, sum(calls_with_output) AS calls_with_output,
    CAST(sum(cost_nanos) AS TEXT) AS cost_nanos
  FROM (${LATEST})`;

function summaryOf(db: Database, sessionId: string): SessionSummary | null {
  const first = db
    .prepare<[string], { count: number; first_ms: number }>(
      'SELECT count(*) AS count, min(start_ns) / 1000000 AS first_ms FROM traces WHERE session_id = ?',
    )
    .get(sessionId);
  const sums = db.prepare<[string], SumRow>(SUMS).get(sessionId);
  if (first === undefined || sums === undefined || first.count === 0) return null;
  const latest = db
    .prepare<[string], { name: string; service: string }>(`${LATEST.replace('*', 'name, service')}`)
    .get(sessionId);
  const isPriced = sums.priced_calls > 0;
  return {
    sessionId,
    name: latest?.name ?? '',
    service: latest?.service ?? '',
    traceCount: first.count,
    summedTraces: sums.summed,
    firstTime: new Date(first.first_ms).toISOString(),
    lastTime: new Date(sums.last_ms).toISOString(),
    failedTraces: sums.failed,
    callCount: sums.call_count,
    inputTokens: sums.calls_with_input > 0 ? sums.input_tokens : null,
    outputTokens: sums.calls_with_output > 0 ? sums.output_tokens : null,
    costNanos: isPriced ? sums.cost_nanos : null,
    costUsd: isPriced ? nanosToUsd(BigInt(sums.cost_nanos)) : null,
    unpricedCalls: sums.unpriced_calls,
    users: namesOf(db, sessionId, `SELECT DISTINCT user_id FROM (${LATEST}) WHERE user_id IS NOT NULL`),
    models: namesOf(
      db,
      sessionId,
      `SELECT DISTINCT m.model FROM (${LATEST}) t CROSS JOIN trace_models m ON m.trace_no = t.trace_no
       WHERE m.model <> ''`,
    ),
  };
}

function namesOf(db: Database, sessionId: string, sql: string): string[] {
  return db.prepare<[string], string>(`${sql} LIMIT ${MAX_NAMES}`).pluck().all(sessionId);
}

function formatCursor({ startNanos, traceNo }: Position): string {
  return Buffer.from(`${startNanos}.${traceNo}`).toString('base64url');
}

function parseCursor(cursor: string): Position {
  const match = /^(\d{1,19})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, start = '', traceNo = ''] = match ?? [];
  if (match === null || BigInt(start) > 0x7fff_ffff_ffff_ffffn) throw new SignalboxError('CURSOR_INVALID');
  return { startNanos: BigInt(start), traceNo: BigInt(traceNo) };
}
