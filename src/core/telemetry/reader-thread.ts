import { workerData } from 'node:worker_threads';
import type { Trace } from '../../shared/trace.ts';
import { openForReading, TraceReader } from '../store/index.ts';
import { serveThread } from '../threads/index.ts';
import { readConversation } from './conventions/index.ts';
import { encodeTracesJson } from './otlp/index.ts';
import { sessionTurns, turnMessages } from './session-turns.ts';
import { toSpanDetail } from './span-detail.ts';
import type { TraceQueries } from './telemetry.ts';
import { toLogRecord, toSpanEvent } from './whole-log.ts';
import { toSpan } from './whole-span.ts';

export interface ReaderSettings {
  path: string;
}

type InputOf<K extends keyof TraceQueries> = Parameters<TraceQueries[K]>[0];
type AnswerOf<K extends keyof TraceQueries> = Awaited<ReturnType<TraceQueries[K]>>;

/** Every query, answered in this thread; see telemetry.ts for what they mean and throw. */
export type ReaderOperations = {
  [K in keyof TraceQueries]: (input: InputOf<K>) => AnswerOf<K>;
} & { close: () => void };

await serveThread<ReaderOperations>(() => {
  const { path } = workerData as ReaderSettings;
  let opened: TraceReader | null = null;
  // Opened by the first query: the thread starts beside the writer's, which makes the database.
  const reader = (): TraceReader => (opened ??= new TraceReader(openForReading(path)));
  return {
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
      const { attributes, events } = found.span;
      const conversation =
        readConversation(attributes, events) ??
        readConversation(attributes, reader().spanEvents(traceId, spanId, 'gen_ai.').map(toSpanEvent));
      return toSpanDetail(toSpan(found), attributes, conversation);
    },
    spanJson: ({ traceId, spanId }) => {
      const found = reader().span(traceId, spanId);
      return found === null ? null : JSON.stringify(toSpan(found));
    },
    logs: ({ limit, cursor, ...question }) => {
      const page = reader().logs(question, { limit, cursor });
      return { ...page, logs: page.logs.map(toLogRecord) };
    },
    exportOtlp: (traceId) => {
      const spans = reader().trace(traceId);
      return spans === null ? null : encodeTracesJson(spans.map(({ span }) => span));
    },
    sessions: (input) => reader().sessions(input),
    session: (sessionId) => reader().session(sessionId),
    turnMessages: (input) => turnMessages(reader(), input),
    sessionTurns: (input) => sessionTurns(reader(), input),
    histogram: (input) => reader().histogram(input),
    facets: (input) => reader().facets(input),
    overview: (input) => reader().overview(input),
    costs: (input) => reader().costs(input),
    size: () => reader().size(),
    close: () => opened?.close(),
  };
});
