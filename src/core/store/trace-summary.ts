import { isPlausible } from './rollup-time.ts';
import type { RolledTrace } from './trace-rollups.ts';

/** The writer's picture of a trace: the row of `traces`, as it will be after the batch. */
export interface TraceState {
  readonly traceNo: number;
  readonly traceId: string;
  isNew: boolean;
  name: string;
  service: string;
  namedByRoot: boolean;
  namedByStart: bigint;
  namedBySpan: string;
  start: bigint;
  end: bigint;
  spanCount: number;
  errorCount: number;
  callSpans: number;
  callCount: number;
  pricedCalls: number;
  unpricedCalls: number;
  provider: string | null;
  model: string | null;
  modelledByStart: bigint | null;
  modelledBySpan: string | null;
  inputTokens: number;
  callsWithInput: number;
  outputTokens: number;
  callsWithOutput: number;
  costNanos: bigint;
  sessionId: string | null;
  userId: string | null;
  /** Distinct, one a line; null when they are too many to be kept here. */
  spanNames: string | null;
  duplicateSpans: number;
  /** When it came, while its start cannot be right. */
  misdatedSince: bigint | null;
  /** What of it the rollups of traces have; null when they do not know it yet. */
  rolled: RolledTrace | null;
}

/** What a span adds to its trace, whether or not it is a model call. */
export interface SpanFigures {
  spanId: string;
  parentSpanId: string | null;
  name: string;
  service: string;
  start: bigint;
  end: bigint;
  isError: boolean;
  isCall: boolean;
  provider: string | null;
  model: string | null;
  sessionId: string | null;
  userId: string | null;
}

/** What a counted model call adds to its trace and to the rollups. */
export interface CallFigures {
  start: bigint;
  end: bigint;
  service: string;
  provider: string | null;
  model: string | null;
  /** '' of calls that did not come through the gateway, and where it does not know. */
  route: string;
  org: string;
  workspace: string;
  /** How a call through the gateway ended; of others `ok` or `error`. */
  status: string;
  isError: boolean;
  inputTokens: number | null;
  outputTokens: number | null;
  costNanos: bigint | null;
}

/** Longer lists of span names are not kept in the trace's row. */
const MAX_NAMES_LENGTH = 2000;

export function newTraceState(traceNo: number, traceId: string, first: SpanFigures): TraceState {
  return {
    traceNo,
    traceId,
    isNew: true,
    name: first.name,
    service: first.service,
    namedByRoot: first.parentSpanId === null,
    namedByStart: first.start,
    namedBySpan: first.spanId,
    start: first.start,
    end: first.start,
    spanCount: 0,
    errorCount: 0,
    callSpans: 0,
    callCount: 0,
    pricedCalls: 0,
    unpricedCalls: 0,
    provider: null,
    model: null,
    modelledByStart: null,
    modelledBySpan: null,
    inputTokens: 0,
    callsWithInput: 0,
    outputTokens: 0,
    callsWithOutput: 0,
    costNanos: 0n,
    sessionId: null,
    userId: null,
    spanNames: '',
    duplicateSpans: 0,
    misdatedSince: null,
    rolled: null,
  };
}

/** Every choice among spans (whose name, whose model) is made so that the order of arrival does not matter. */
export function addSpan(state: TraceState, span: SpanFigures): void {
  state.spanCount += 1;
  if (span.isError) state.errorCount += 1;
  addTime(state, span);
  if (namesBetter(state, span)) {
    state.name = span.name;
    state.service = span.service;
    state.namedByRoot = span.parentSpanId === null;
    state.namedByStart = span.start;
    state.namedBySpan = span.spanId;
  }
  if (span.isCall) addModel(state, span);
  state.sessionId = lower(state.sessionId, span.sessionId);
  state.userId = lower(state.userId, span.userId);
  addName(state, span.name);
}

/**
 * A trace lasts from its first start to its last end. A time that cannot be right says nothing of that, unless all of
 * them are such; an end before its start, or one that cannot be right, is taken for the start.
 */
function addTime(state: TraceState, { start, end }: SpanFigures): void {
  const isRight = isPlausible(start);
  const wasRight = isPlausible(state.start);
  if (wasRight && !isRight) return;
  const last = end > start && (isPlausible(end) || !isRight) ? end : start;
  if (isRight && !wasRight) {
    state.start = start;
    state.end = last;
    return;
  }
  if (start < state.start) state.start = start;
  if (last > state.end) state.end = last;
}

/** Adds a call that now counts, or takes it back with `sign` -1. */
export function addCall(state: TraceState, call: CallFigures, sign: 1 | -1): void {
  state.callCount += sign;
  if (call.inputTokens !== null) {
    state.inputTokens += sign * call.inputTokens;
    state.callsWithInput += sign;
  }
  if (call.outputTokens !== null) {
    state.outputTokens += sign * call.outputTokens;
    state.callsWithOutput += sign;
  }
  addCost(state, call, sign);
}

/** The part of a tally that is about money. */
interface CostTally {
  costNanos: bigint;
  pricedCalls: number;
  unpricedCalls: number;
}

/** A call that failed before anything was used cost nothing: it is neither priced nor missing a price. */
export function addCost(tally: CostTally, call: CallFigures, sign: 1 | -1): void {
  if (call.costNanos !== null) {
    tally.pricedCalls += sign;
    tally.costNanos += sign === 1 ? call.costNanos : -call.costNanos;
  } else if (!call.isError || call.inputTokens !== null || call.outputTokens !== null) {
    tally.unpricedCalls += sign;
  }
}

function namesBetter(state: TraceState, span: SpanFigures): boolean {
  const isRoot = span.parentSpanId === null;
  if (isRoot !== state.namedByRoot) return isRoot;
  return isEarlier(span, state.namedByStart, state.namedBySpan);
}

/** The trace shows the model of its first call, counted or not, that names one. */
function addModel(state: TraceState, span: SpanFigures): void {
  state.callSpans += 1;
  if (span.model === null) return;
  const { modelledByStart, modelledBySpan } = state;
  if (
    modelledByStart !== null &&
    modelledBySpan !== null &&
    !isEarlier(span, modelledByStart, modelledBySpan)
  ) {
    return;
  }
  state.provider = span.provider;
  state.model = span.model;
  state.modelledByStart = span.start;
  state.modelledBySpan = span.spanId;
}

function isEarlier(span: SpanFigures, start: bigint, spanId: string): boolean {
  return span.start === start ? span.spanId < spanId : span.start < start;
}

/** Sessions and users hardly ever differ within a trace; where they do, the lowest is as good as any and always the same. */
function lower(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

function addName(state: TraceState, name: string): void {
  const names = state.spanNames;
  if (names === null || `\n${names}`.includes(`\n${name}\n`)) return;
  const longer = `${names}${name}\n`;
  state.spanNames = longer.length > MAX_NAMES_LENGTH ? null : longer;
}
