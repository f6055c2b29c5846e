import { workerData } from 'node:worker_threads';
import type { Trace } from '../../shared/trace.ts';
import { openForReading, TraceReader } from '../store/index.ts';
import { serveThread, type CallContext, type Operations } from '../threads/index.ts';
import { encodeTracesJson } from './otlp/index.ts';
import { sessionTurns, turnMessages } from './session-turns.ts';
import { shareTrace } from './share-trace.ts';
import { toSpanDetail } from './span-detail.ts';
import type { TraceQueries } from './telemetry.ts';
import { conversationOf, toLogRecord } from './whole-log.ts';
import { toSpan } from './whole-span.ts';

export interface ReaderSettings {
  path: string;
  /** Queries that search are stopped after so long. */
  queryMilliseconds: number;
}

type InputOf<K extends keyof TraceQueries> = Parameters<TraceQueries[K]>[0];
type AnswerOf<K extends keyof TraceQueries> = Awaited<ReturnType<TraceQueries[K]>>;

/** Every query, answered in this thread; see telemetry.ts for what they mean and throw. */
export type ReaderOperations = {
  [K in keyof TraceQueries]: (input: InputOf<K>) => AnswerOf<K>;
} & { close: () => void };

await serveThread<ReaderOperations>(() => {
  const { path, queryMilliseconds } = workerData as ReaderSettings;
  let opened: TraceReader | null = null;
  // Opened by the first query: the thread starts beside the writer's, which makes the database.
  const reader = (): TraceReader => (opened ??= new TraceReader(openForReading(path)));
  const operations: Omit<ReaderOperations, 'close'> = {
    list: (input) => reader().list(input),
    window: (input) => reader().window(input),
    changedSince: (input) => reader().changedSince(input),
    traceJson: (traceId) => {
      const spans = reader().trace(traceId);
      return spans === null ? null : JSON.stringify({ traceId, spans: spans.map(toSpan) } satisfies Trace);
    },
    outline: (traceId) => reader().outline(traceId),
    span: ({ traceId, spanId }) => {
      const found = reader().span(traceId, spanId);
      if (found === null) return null;
      return toSpanDetail(toSpan(found), found.span.attributes, conversationOf(reader(), found));
    },
    spanJson: ({ traceId, spanId }) => {
      const found = reader().span(traceId, spanId);
      return found === null ? null : JSON.stringify(toSpan(found));
    },
    logs: ({ limit, cursor, ...question }) => {
      const page = reader().logs(question, { limit, cursor });
      return { ...page, logs: page.logs.map(toLogRecord) };
    },
    shareTrace: (traceId) => shareTrace(reader(), traceId),
    exportOtlp: (traceId) => {
      const spans = reader().trace(traceId);
      return spans === null ? null : encodeTracesJson(spans.map(({ span }) => span));
    },
    sessions: (input) => reader().sessions(input),
    session: (sessionId) => reader().session(sessionId),
    turnMessages: (input) => turnMessages(reader(), input),
    sessionTurns: (input) => sessionTurns(reader(), input),
    serviceMap: (input) => reader().serviceMap(input),
    histogram: (input) => reader().histogram(input),
    facets: (input) => reader().facets(input),
    values: (input) => reader().values(input),
    overview: (input) => reader().overview(input),
    costs: (input) => reader().costs(input),
    guardFigures: (input) => reader().guardFigures(input),
    guardScores: (input) => reader().guardScores(input),
    policyHits: (input) => reader().policyHits(input),
    policyShadow: (input) => reader().policyShadow(input),
    size: () => reader().size(),
  };
  return {
    ...limited(operations, (run, { isCancelled }) =>
      reader().within({ milliseconds: queryMilliseconds, isCancelled }, run),
    ),
    close: () => opened?.close(),
  };
});

/** The same operations, each run by `around`. */
function limited<O extends Operations>(
  operations: O,
  around: (run: () => unknown, call: CallContext) => unknown,
): O {
  const entries = Object.entries(operations).map(([name, run]) => [
    name,
    (input: never, call: CallContext) => around(() => run(input, call), call),
  ]);
  return Object.fromEntries(entries) as O;
}
