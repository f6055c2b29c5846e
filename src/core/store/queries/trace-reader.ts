import type { Database } from 'better-sqlite3';
import type { CostReport } from '../../../shared/costs.ts';
import type { GuardFigures, GuardScores } from '../../../shared/guard/index.ts';
import type { Facets, Overview, TraceHistogram } from '../../../shared/deployment.ts';
import type { PolicyHits } from '../../../shared/policy-hits.ts';
import type { PolicyShadow } from '../../../shared/policy-shadow.ts';
import type { ServiceMap } from '../../../shared/service-map.ts';
import type { Session, SessionPage } from '../../../shared/session.ts';
import type { LogQuestion } from '../../../shared/log-record.ts';
import type { TraceFilter, TracePage } from '../../../shared/trace.ts';
import type { ListedTrace, TraceWindow } from '../../../shared/trace-list.ts';
import { withQueryLimit, type QueryLimit } from '../query-limit.ts';
import { readCosts, type CostQuestion } from './cost-report.ts';
import { readLogs, readSpanEvents, type ReadLog, type ReadLogPage } from '../logs/read-logs.ts';
import {
  readGuardFigures,
  readGuardScores,
  readPolicyHits,
  readShadow,
  type GuardScoresQuestion,
  type HitsQuestion,
  type ShadowQuestion,
} from '../verdicts/index.ts';
import { fieldValues, type ValuesQuestion } from './field-values.ts';
import { readFacets } from './facets.ts';
import { traceHistogram } from './histogram.ts';
import { listTraces, traceWindow, tracesChangedSince, type ListQuestion } from './list-traces.ts';
import { readOutline } from './outline.ts';
import { readOverview } from './overview.ts';
import { readSpan, readTrace, type ReadSpan } from './read-trace.ts';
import { readServiceMap } from './service-map.ts';
import { listSessions, listSessionTraces, readSession, type SessionTraces } from './sessions.ts';
import { storeSize, type StoreSize } from './store-size.ts';
import type { TimeRange } from './time-range.ts';
import { readCalls, type CallRow } from './trace-calls.ts';

/** All that is asked of telemetry.db, on one connection. */
export class TraceReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @throws SignalboxError CURSOR_INVALID */
  list(input: ListQuestion): TracePage {
    return listTraces(this.#db, input);
  }

  window(input: TraceWindow): ListedTrace[] {
    return traceWindow(this.#db, input);
  }

  changedSince(input: { filter: TraceFilter; sequence: number; limit: number }): {
    traces: ListedTrace[];
    sequence: number;
  } {
    return tracesChangedSince(this.#db, input);
  }

  trace(traceId: string): ReadSpan[] | null {
    return readTrace(this.#db, traceId);
  }

  span(traceId: string, spanId: string): ReadSpan | null {
    return readSpan(this.#db, traceId, spanId);
  }

  /** @throws SignalboxError CURSOR_INVALID */
  logs(question: LogQuestion, page: { limit: number; cursor: string | null }): ReadLogPage {
    return readLogs(this.#db, question, page);
  }

  spanEvents(traceId: string, spanId: string, prefix: string): ReadLog[] {
    return readSpanEvents(this.#db, traceId, spanId, prefix);
  }

  outline(traceId: string): ArrayBuffer | null {
    return readOutline(this.#db, traceId);
  }

  /** The model calls and agents of a trace, without bodies. */
  calls(traceId: string): CallRow[] {
    return readCalls(this.#db, traceId);
  }

  /** @throws SignalboxError CURSOR_INVALID, BODY_INVALID when the range is empty */
  sessions(input: TimeRange & { limit: number; cursor: string | null }): SessionPage {
    return listSessions(this.#db, input);
  }

  session(sessionId: string): Session | null {
    return readSession(this.#db, sessionId);
  }

  /** @throws SignalboxError CURSOR_INVALID */
  sessionTraces(input: { sessionId: string; limit: number; cursor: string | null }): SessionTraces {
    return listSessionTraces(this.#db, input);
  }

  /** @throws SignalboxError FILTER_INVALID, BODY_INVALID when the range is empty */
  serviceMap(input: TimeRange & { filter: TraceFilter }): ServiceMap {
    return readServiceMap(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  histogram(input: TimeRange & { filter: TraceFilter; buckets: number }): TraceHistogram {
    return traceHistogram(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  facets(input: TimeRange): Facets {
    return readFacets(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  overview(input: TimeRange & { buckets: number }): Overview {
    return readOverview(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  costs(input: CostQuestion): CostReport {
    return readCosts(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  values(input: ValuesQuestion): string[] {
    return fieldValues(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  guardFigures(input: TimeRange & { buckets: number }): GuardFigures {
    return readGuardFigures(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  guardScores(input: GuardScoresQuestion): GuardScores {
    return readGuardScores(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  policyHits(input: HitsQuestion): PolicyHits[] {
    return readPolicyHits(this.#db, input);
  }

  /** @throws SignalboxError CURSOR_INVALID, BODY_INVALID when the range is empty */
  policyShadow(input: ShadowQuestion): PolicyShadow {
    return readShadow(this.#db, input);
  }

  /** Runs queries that end when their time is over or nobody waits for them. @throws SignalboxError QUERY_TIMEOUT, QUERY_CANCELLED */
  within<T>(limit: QueryLimit, run: () => T): T {
    return withQueryLimit(this.#db, limit, run);
  }

  size(): StoreSize {
    return storeSize(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}
