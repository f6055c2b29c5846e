import type { CostDimension, CostReport } from '../../shared/costs.ts';
import type { Facets, Overview, TraceHistogram } from '../../shared/deployment.ts';
import type { GuardDirection, GuardFigures, GuardName, GuardScores } from '../../shared/guard/index.ts';
import type { PolicyHits } from '../../shared/policy-hits.ts';
import type { PolicyShadow } from '../../shared/policy-shadow.ts';
import type { ServiceMap } from '../../shared/service-map.ts';
import type { Session, SessionPage, SessionTurnsPage, TurnMessages } from '../../shared/session.ts';
import type { LogPage, LogQuestion } from '../../shared/log-record.ts';
import type { SharedTraceBlocks } from '../../shared/shared-trace.ts';
import type { SpanDetail } from '../../shared/span-detail.ts';
import type { TraceFilter, TracePage } from '../../shared/trace.ts';
import type { ListedTrace, SortOrder, TraceSort, TraceWindow } from '../../shared/trace-list.ts';
import type { FamilySnapshot } from '../meters/index.ts';
import type { StoredSpan } from '../store/span-record.ts';

export type OtlpEncoding = 'protobuf' | 'json';
export type OtlpSignal = 'traces' | 'logs' | 'metrics';

export interface IngestResult {
  acceptedSpans: number;
  rejectedSpans: number;
  /** Why spans were rejected; null when none were. */
  message: string | null;
}

export interface LogIngestResult {
  acceptedLogs: number;
  rejectedLogs: number;
  /** What was rejected, or kept without its ids; null when all is well. */
  message: string | null;
}

export interface IngestStats {
  queuedBytes: number;
  capacityBytes: number;
  acknowledgedSpans: number;
  acknowledgedLogs: number;
  rejectedRequests: number;
  droppedExchanges: number;
}

/** What happened last; null: it did not since the start. In milliseconds since 1970. */
export interface TelemetryActivity {
  /** Spans or logs of an application came in over OTLP. */
  readonly lastIngestMs: number | null;
  /** Something that had come could not be stored. */
  readonly lastWriteFailure: { readonly atMs: number; readonly message: string } | null;
}

export interface QueryOptions {
  /** Stops the query in its thread. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Everything that can be asked of the stored traces. All of it runs in the reader threads.
 * Where a filter is given: @throws SignalboxError FILTER_INVALID, QUERY_TIMEOUT, QUERY_CANCELLED
 */
export interface TraceQueries {
  /** Newest first unless `sort` and `order` say otherwise. `cursor` is the `nextCursor` of the page before. */
  list(
    input: {
      filter: TraceFilter;
      sort?: TraceSort;
      order?: SortOrder;
      limit: number;
      cursor: string | null;
    },
    options?: QueryOptions,
  ): Promise<TracePage>;
  /** A part of a sorted list. */
  window(input: TraceWindow, options?: QueryOptions): Promise<ListedTrace[]>;
  /** Traces written after the commit `sequence` (0: none seen yet), oldest change first, with the sequence to go on from. */
  changedSince(
    input: {
      filter: TraceFilter;
      sequence: number;
      limit: number;
    },
    options?: QueryOptions,
  ): Promise<{ traces: ListedTrace[]; sequence: number }>;
  /** A `Trace` as JSON text: of a large trace, text crosses from the reader's thread far faster than objects do. */
  traceJson(traceId: string): Promise<string | null>;
  /** A `TraceOutline` in its wire form (shared/trace-outline). */
  outline(traceId: string): Promise<ArrayBuffer | null>;
  /** One span as its panel shows it, bounded, with its messages if it is a model call that recorded them. */
  span(input: { traceId: string; spanId: string }): Promise<SpanDetail | null>;
  /** One span, whole, as JSON text. */
  spanJson(input: { traceId: string; spanId: string }): Promise<string | null>;
  /** Logs by their time, also of a trace that has not come. @throws SignalboxError CURSOR_INVALID */
  logs(input: LogQuestion & { limit: number; cursor: string | null }): Promise<LogPage>;
  /** The trace as the data of its HTML file. @throws SignalboxError TRACE_TOO_LARGE */
  shareTrace(traceId: string): Promise<SharedTraceBlocks | null>;
  /** The trace as the text of an ExportTraceServiceRequest in OTLP/JSON. */
  exportOtlp(traceId: string): Promise<string | null>;
  /** Sessions by their latest trace in the range, newest first. */
  sessions(input: { from: string; to: string; limit: number; cursor: string | null }): Promise<SessionPage>;
  /** A session with its latest traces, oldest first. */
  session(sessionId: string): Promise<Session | null>;
  /** What each of some consecutive traces of a session adds to its conversation; `after` is the trace before them. */
  turnMessages(input: { traceIds: string[]; after: string | null }): Promise<TurnMessages[]>;
  /** A page of a session's turns, oldest first. */
  sessionTurns(input: {
    sessionId: string;
    limit: number;
    cursor: string | null;
  }): Promise<SessionTurnsPage | null>;
  /** Who calls whom in the latest traces that match. */
  serviceMap(
    input: { filter: TraceFilter; from: string; to: string },
    options?: QueryOptions,
  ): Promise<ServiceMap>;
  histogram(
    input: {
      filter: TraceFilter;
      from: string;
      to: string;
      buckets: number;
    },
    options?: QueryOptions,
  ): Promise<TraceHistogram>;
  facets(input: { from: string; to: string }): Promise<Facets>;
  /** Values that a field of the filter language, or an attribute (`@key`), has had lately; of `@` alone, the keys. */
  values(
    input: { field: string; prefix: string; from: string; to: string },
    options?: QueryOptions,
  ): Promise<string[]>;
  overview(input: { from: string; to: string; buckets: number }): Promise<Overview>;
  /** Spend by one dimension. The range is widened to whole minutes. */
  costs(input: { by: CostDimension; from: string; to: string; buckets: number }): Promise<CostReport>;
  /** What each guard did. The range is widened to whole minutes. */
  guardFigures(input: { from: string; to: string; buckets: number }): Promise<GuardFigures>;
  /** A histogram of the scores that a guard gave; of both directions unless one is named. */
  guardScores(input: {
    guard: GuardName;
    direction: GuardDirection | null;
    from: string;
    to: string;
  }): Promise<GuardScores>;
  /** How often each of these sets was asked, and how often a rule of it matched. */
  policyHits(input: { setIds: readonly string[]; from: string; to: string }): Promise<PolicyHits[]>;
  /** What a set in shadow would have done, beside what was done. @throws SignalboxError CURSOR_INVALID */
  policyShadow(
    input: { setId: string; from: string; to: string; limit: number; cursor: string | null },
    options?: QueryOptions,
  ): Promise<PolicyShadow>;
  /** `search` is the full-text index; null before it is made. */
  size(): Promise<{
    bytes: number;
    traces: number;
    spans: number;
    search: { bytes: number; spansBehind: number } | null;
  }>;
}

/** The trace store as the rest of the engine sees it. */
export interface Telemetry {
  readonly queries: TraceQueries;
  /**
   * Resolves once the commit that holds the spans is done. `body` is handed over: its buffer must not be used again.
   * @throws SignalboxError OTLP_MALFORMED, INGEST_OVERLOADED, STORE_WRITE_FAILED
   */
  ingestOtlp(body: Uint8Array<ArrayBuffer>, encoding: OtlpEncoding): Promise<IngestResult>;
  /** The same for an export of logs; they share the queue of the spans and the commits. */
  ingestOtlpLogs(body: Uint8Array<ArrayBuffer>, encoding: OtlpEncoding): Promise<LogIngestResult>;
  /**
   * Appends an exchange's spans, priced by the gateway, to the buffer of the writer and returns at once; when the buffer
   * is full, counts it as dropped.
   */
  record(spans: readonly StoredSpan[]): void;
  /** Calls back after each commit; returns how to stop that. */
  onCommit(listener: (commit: { sequence: number }) => void): () => void;
  stats(): IngestStats;
  activity(): TelemetryActivity;
  /** What the writer thread counted since the start: model calls, and its commits (STORE_METRICS). */
  meters(): Promise<readonly FamilySnapshot[]>;
  /** After another price catalogue came into force: spans that come in from now on are priced by it. */
  reloadPrices(): Promise<void>;
  /** Writes what is buffered, closes the threads and the database. */
  stop(): Promise<void>;
}
