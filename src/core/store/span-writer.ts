import type { Database, Statement } from 'better-sqlite3';
import { BodyTable } from './bodies/index.ts';
import { CallNesting, type NestedSpan } from './call-nesting.ts';
import { callScopeOf, CostLog } from './cost-log.ts';
import { InternedTable } from './interned-table.ts';
import type { LogRecord } from './logs/log-record.ts';
import { LogTable } from './logs/log-table.ts';
import { isModelCall } from './model-call.ts';
import { MAX_NESTED_SPANS, NestingCache } from './nesting-cache.ts';
import { RollupHorizon } from './rollup-horizon.ts';
import { RollupTable } from './rollups.ts';
import type { SpanFactsRecord, StoredSpan } from './span-record.ts';
import { SimilarityLog } from './similarity/index.ts';
import { SpanTable } from './span-table.ts';
import { addCall, addSpan, newTraceState, type CallFigures, type TraceState } from './trace-summary.ts';
import { TraceTable } from './trace-table.ts';
import { VerdictTable } from './verdicts/index.ts';

interface StateRow {
  sequence: number;
  last_trace_no: number;
  last_span_no: number;
}

/** A model call that a commit stored and that counts, with the service that it came from. */
export interface CountedCall {
  readonly stored: StoredSpan;
  readonly service: string;
}

/** A trace that the batch touches, and what the batch stored of it. */
interface TouchedTrace {
  state: TraceState;
  stored: NestedSpan[];
  calls: Map<string, CallFigures>;
  /** Those of the calls that count. */
  counted: Map<string, CountedCall>;
}

export interface SpanWriterOptions {
  readonly now?: () => bigint;
  /** Is told after each commit of the calls that it counted. What a later commit takes back, it is not told of. */
  readonly onCalls?: (calls: readonly CountedCall[]) => void;
}

/**
 * Writes spans with all that is derived from them, trace summaries and rollups, and logs, in one transaction.
 * It remembers much of what it wrote, so it must be the only writer of its database.
 */
export class SpanWriter {
  readonly #now: () => bigint;
  readonly #onCalls: (calls: readonly CountedCall[]) => void;
  readonly #bodies: BodyTable;
  readonly #spans: SpanTable;
  readonly #traces: TraceTable;
  readonly #interned: InternedTable;
  readonly #nestings: NestingCache;
  readonly #horizon: RollupHorizon;
  readonly #rollups: RollupTable;
  readonly #costLog: CostLog;
  readonly #verdicts: VerdictTable;
  readonly #similarity: SimilarityLog;
  readonly #logs: LogTable;
  readonly #insertModel: Statement<[number, string, string]>;
  readonly #readState: Statement<[], StateRow>;
  readonly #saveState: Statement<[number, number, number, number, number]>;
  readonly #transaction: (batch: Iterable<StoredSpan>, logs: Iterable<LogRecord>) => number;
  /** By the transaction that is under way. */
  #counted: CountedCall[] = [];

  constructor(db: Database, { now = wallClock, onCalls = () => {} }: SpanWriterOptions = {}) {
    this.#now = now;
    this.#onCalls = onCalls;
    this.#bodies = new BodyTable(db);
    this.#spans = new SpanTable(db, this.#bodies);
    this.#traces = new TraceTable(db);
    this.#interned = new InternedTable(db);
    this.#nestings = new NestingCache(this.#spans);
    this.#horizon = new RollupHorizon(db);
    this.#rollups = new RollupTable(db, this.#horizon);
    this.#costLog = new CostLog(db, this.#horizon);
    this.#verdicts = new VerdictTable(db, this.#horizon);
    this.#similarity = new SimilarityLog(db);
    this.#logs = new LogTable(db, this.#interned);
    this.#insertModel = db.prepare('INSERT OR IGNORE INTO trace_models VALUES (?, ?, ?)');
    this.#readState = db.prepare<[], StateRow>(
      'SELECT sequence, last_trace_no, last_span_no FROM store_state',
    );
    this.#saveState = db.prepare(
      `UPDATE store_state
       SET sequence = ?, last_trace_no = ?, last_span_no = ?, traces = traces + ?, spans = spans + ?`,
    );
    const write = db.transaction((batch: Iterable<StoredSpan>, logs: Iterable<LogRecord>) => {
      const ofTraces = this.#logs.insert(logs, this.#now());
      return this.#logs.markTraces(ofTraces, this.#write(batch));
    });
    this.#transaction = (batch, logs) => write.immediate(batch, logs);
  }

  /**
   * Stores the spans that are not there yet, and the logs, and returns the sequence of the last change. All of them are
   * stored, or none when it throws.
   */
  write(batch: Iterable<StoredSpan>, logs: Iterable<LogRecord> = []): number {
    try {
      const sequence = this.#transaction(batch, logs);
      this.#traces.trim();
      this.#nestings.trim();
      this.#bodies.trim();
      this.#onCalls(this.#counted);
      return sequence;
    } catch (error) {
      this.#traces.forget();
      this.#interned.forget();
      this.#nestings.forget();
      this.#rollups.forget();
      this.#verdicts.forget();
      this.#bodies.forget();
      throw error;
    } finally {
      this.#counted = [];
    }
  }

  /** Must be told of every trace that is removed. */
  forgetTrace(traceId: string, traceNo: number): void {
    this.#traces.forget(traceId);
    this.#nestings.forget(traceNo);
    this.#bodies.forgetTrace(traceNo);
  }

  /** Takes some bodies from a removed trace whose spans are gone; false when it has none left. */
  releaseBodies(traceNo: number): boolean {
    return this.#bodies.release(traceNo);
  }

  /** Deletes some rows of rollups that are older than they are kept; true when there are more. Times are minutes since 1970. */
  expireRollups(now: number, oldestKept: number): boolean {
    return this.#horizon.expire(now, oldestKept);
  }

  #write(batch: Iterable<StoredSpan>): number {
    const before = this.#readState.get();
    if (before === undefined) throw new Error('The row of store_state is missing.');
    const touched = new Map<string, TouchedTrace>();
    let traceNo = before.last_trace_no;
    this.#spans.numberFrom(before.last_span_no);
    for (const stored of batch) {
      let trace = touched.get(stored.span.traceId);
      if (trace === undefined) {
        const state = this.#traces.find(stored.span.traceId) ?? this.#newTrace(stored, ++traceNo);
        trace = { state, stored: [], calls: new Map(), counted: new Map() };
        touched.set(stored.span.traceId, trace);
      }
      this.#store(stored, trace);
    }
    const now = this.#now();
    let sequence = before.sequence;
    let spanCount = 0;
    for (const trace of touched.values()) {
      if (trace.stored.length === 0) {
        this.#traces.saveDuplicates(trace.state);
        continue;
      }
      spanCount += trace.stored.length;
      this.#countCalls(trace);
      this.#counted.push(...trace.counted.values());
      this.#traces.save(trace.state, ++sequence, now);
    }
    this.#traces.saveRollups();
    this.#rollups.save();
    this.#verdicts.save();
    this.#bodies.save();
    if (spanCount > 0) {
      const newTraces = traceNo - before.last_trace_no;
      this.#saveState.run(sequence, traceNo, this.#spans.lastNumber, newTraces, spanCount);
    }
    return sequence;
  }

  #newTrace(stored: StoredSpan, traceNo: number): TraceState {
    const { service } = this.#interned.resource(stored.span.resource);
    const state = newTraceState(traceNo, stored.span.traceId, figuresOf(stored, service));
    this.#traces.remember(state);
    return state;
  }

  #store(stored: StoredSpan, trace: TouchedTrace): void {
    const { span, facts } = stored;
    const { traceNo } = trace.state;
    const { resourceNo, service } = this.#interned.resource(span.resource);
    if (!this.#spans.insert(stored, { traceNo, resourceNo, scopeNo: this.#interned.scope(span.scope) })) {
      trace.state.duplicateSpans += 1;
      return;
    }
    if (stored.isExchange === true) this.#costLog.add(stored, { traceNo, service });
    if (stored.verdicts !== undefined) this.#verdicts.add(stored, stored.verdicts, traceNo);
    this.#similarity.add(stored, traceNo);
    const figures = figuresOf(stored, service);
    if (figures.isCall && !showsModel(trace.state, facts)) {
      this.#insertModel.run(traceNo, facts.provider ?? '', facts.model ?? '');
    }
    addSpan(trace.state, figures);
    const hasUsage = facts.usage.input !== null || facts.usage.output !== null;
    trace.stored.push({
      spanId: span.spanId,
      parentSpanId: span.parentSpanId,
      isCall: figures.isCall,
      hasUsage,
    });
    if (figures.isCall) {
      trace.calls.set(span.spanId, callFiguresOf(stored, service));
      trace.counted.set(span.spanId, { stored, service });
    }
    if (facts.overheadMicros !== null) {
      this.#rollups.addOverhead(callFiguresOf(stored, service), facts.overheadMicros);
    }
  }

  /** Counts the batch's calls, and takes back or brings in those whose nesting it has changed. */
  #countCalls({ state, stored, calls, counted: counting }: TouchedTrace): void {
    if (state.callSpans === 0) return;
    for (const call of calls.values()) this.#count(state, call, 1);
    if (state.callSpans < 2 || state.spanCount > MAX_NESTED_SPANS) return;
    const isWholeTrace = state.spanCount === stored.length;
    const nesting = isWholeTrace
      ? new CallNesting()
      : this.#nestings.get(state.traceNo, new Set(stored.map(({ spanId }) => spanId)));
    for (const span of stored) nesting.add(span);
    for (const { spanId, counted } of nesting.settle()) {
      this.#spans.setCounted(state.traceNo, spanId, counted);
      if (!counted) counting.delete(spanId);
      const call = calls.get(spanId) ?? this.#spans.callFigures(state.traceNo, spanId);
      this.#count(state, call, counted ? 1 : -1);
    }
  }

  #count(state: TraceState, call: CallFigures, sign: 1 | -1): void {
    addCall(state, call, sign);
    this.#rollups.addCall(call, sign);
  }
}

function wallClock(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}

/** Then an earlier call of the trace has put it into `trace_models`. */
function showsModel(state: TraceState, { provider, model }: SpanFactsRecord): boolean {
  return model !== null && state.model === model && state.provider === provider;
}

function figuresOf({ span, facts }: StoredSpan, service: string) {
  return {
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    service,
    start: span.startUnixNano,
    end: span.endUnixNano,
    isError: span.statusCode === 2,
    isCall: isModelCall(facts.operation),
    provider: facts.provider,
    model: facts.model,
    sessionId: facts.sessionId,
    userId: facts.userId,
  };
}

function callFiguresOf(stored: StoredSpan, service: string): CallFigures {
  const { span, facts, cost } = stored;
  return {
    ...callScopeOf(stored),
    start: span.startUnixNano,
    end: span.endUnixNano,
    service,
    provider: facts.provider,
    model: facts.model,
    isError: span.statusCode === 2,
    inputTokens: facts.usage.input,
    outputTokens: facts.usage.output,
    costNanos: cost === null ? null : BigInt(cost.total),
  };
}
