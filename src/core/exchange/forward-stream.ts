import { SignalboxError } from '../../shared/errors.ts';
import {
  errorStatus,
  type AnswerEvent,
  type AnswerStreamReader,
  type AnswerStreamWriter,
  type UpstreamError,
} from '../dialects/index.ts';
import { UpstreamRefusal } from '../resilience/index.ts';
import type { UpstreamAnswer } from '../providers/index.ts';
import type { AnswerFilter } from './answer-filter.ts';
import type { Attempt, Exchange } from './exchange.ts';
import {
  answerContext,
  answerFilter,
  callerHeaders,
  isSame,
  malformed,
  requirePlainEncoding,
} from './forward.ts';

interface PassingFilter {
  readonly filter: AnswerFilter;
  /** What it let pass as it was. */
  readonly passed: AnswerEvent[];
}

/** How one stream goes from an upstream to a caller. */
interface Passage {
  readonly exchange: Exchange;
  readonly attempt: Attempt;
  readonly answer: UpstreamAnswer;
  readonly reader: AnswerStreamReader;
  /** Null: caller and upstream speak the same dialect, and the bytes go on as they are, while nothing changes them. */
  writer: AnswerStreamWriter | null;
  readonly filter: PassingFilter | null;
  /** The engine asked for usage, not the caller. */
  readonly hideUsage: boolean;
  /** Of the call: the caller hung up, or its time is over. */
  readonly signal: AbortSignal;
}

/**
 * Hands a stream on event by event, in the caller's dialect. It counts as complete with the end marker of its dialect
 * (for OpenAI's also with every choice finished at a clean end); anything else is an error, also when the connection
 * was closed politely.
 * @throws SignalboxError PROVIDER_STREAM_CUT, PROVIDER_STREAM_STALLED, PROVIDER_ANSWER_MALFORMED; the signal's reason
 */
export async function forwardStream(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
  signal: AbortSignal,
): Promise<void> {
  requireStream(attempt, answer);
  const passage = { ...openPassage(exchange, attempt, answer), signal };
  const chunks = answer.body[Symbol.asyncIterator]();
  let overlapping = 0;
  try {
    for (let isFirst = true; ; isFirst = false) {
      const next = await exchange.waiting(chunks.next());
      if (next.done === true) break;
      exchange.overlapped(overlapping);
      const ownBefore = exchange.ownMs;
      await forwardChunk(passage, next.value);
      // Counted for the first chunk and the last; in between the upstream is writing the next one meanwhile.
      overlapping = isFirst ? 0 : exchange.ownMs - ownBefore;
    }
  } catch (error) {
    // What came before it went wrong is the caller's, also what waited for more.
    if (exchange.reply.started && !exchange.cancelled) await releaseRest(passage);
    throw error;
  } finally {
    await chunks.return?.();
  }
  await releaseRest(passage);
  await finishStream(passage);
}

/** @throws SignalboxError PROVIDER_ANSWER_MALFORMED */
export function requireStream(attempt: Attempt, answer: UpstreamAnswer): void {
  const type = String(answer.headers['content-type'] ?? 'none');
  requirePlainEncoding(attempt, answer);
  if (type.startsWith('text/event-stream')) return;
  throw malformed(attempt, `a stream was asked for, the Content-Type is ${type}.`);
}

function openPassage(exchange: Exchange, attempt: Attempt, answer: UpstreamAnswer): Omit<Passage, 'signal'> {
  const { ingress, request } = exchange;
  const reader = attempt.upstream.dialect.readStream();
  const filter = answerFilter(exchange);
  exchange.received = reader.answer;
  exchange.answer = filter?.answer ?? reader.answer;
  const translate = !isSame(exchange, attempt) && request !== null;
  const writer = translate ? ingress.writeStream(request, answerContext(exchange)) : null;
  exchange.streamWriter = writer;
  const hideUsage = request?.wantsUsage !== true;
  const passing = filter === null ? null : { filter, passed: [] };
  return { exchange, attempt, answer, reader, writer, filter: passing, hideUsage };
}

async function forwardChunk(passage: Passage, chunk: Uint8Array): Promise<void> {
  const { exchange, attempt, reader, hideUsage } = passage;
  attempt.receivedBytes += chunk.length;
  attempt.firstChunkMs ??= performance.now();
  const { events, malformed: problem } = reader.push(chunk);
  if (reader.error !== null && !exchange.reply.started) throw refusedInStream(reader.error);
  for (const { raw, events: said, usageOnly } of events) {
    const released = passage.filter === null ? said : await filterEvents(passage, said);
    if (passage.writer === null) {
      const slow = usageOnly && hideUsage ? null : write(passage, raw);
      if (slow !== null) await slow;
    } else {
      await writeEvents(passage, passage.writer, released);
    }
  }
  if (problem !== null) throw malformed(attempt, problem);
  passage.signal.throwIfAborted();
}

async function writeEvents(
  passage: Passage,
  writer: AnswerStreamWriter,
  events: readonly AnswerEvent[],
): Promise<void> {
  for (const event of events) {
    const bytes = writer.write(event);
    const slow = bytes === null ? null : write(passage, bytes);
    if (slow !== null) await slow;
  }
}

/**
 * What of these events goes on. From the first that is another than it came, the stream is written anew: until then its
 * bytes passed as they were, and the writer is told what they said.
 */
async function filterEvents(
  passage: Passage,
  events: readonly AnswerEvent[],
): Promise<readonly AnswerEvent[]> {
  const { exchange, filter } = passage;
  if (filter === null) return events;
  const released: AnswerEvent[] = [];
  for (const event of events) released.push(...(await filter.filter.step(event)));
  if (passage.writer !== null) return released;
  const isSame = released.length === events.length && released.every((event, at) => event === events[at]);
  if (isSame) filter.passed.push(...events);
  else passage.writer = writerAfter(exchange, filter.passed);
  return released;
}

/** A writer that goes on after these events. */
function writerAfter(exchange: Exchange, passed: readonly AnswerEvent[]): AnswerStreamWriter | null {
  const { ingress, request } = exchange;
  if (request === null) return null;
  const writer = ingress.writeStream(request, answerContext(exchange));
  for (const event of passed) writer.write(event);
  exchange.streamWriter = writer;
  return writer;
}

/** A promise when the caller reads slower than this is written; it resolves when the call is to end, too. */
function write({ exchange, attempt, answer, signal }: Passage, bytes: Uint8Array): Promise<void> | null {
  const { reply } = exchange;
  if (!reply.started) {
    attempt.begun();
    reply.start(200, {
      ...callerHeaders(exchange, attempt, answer),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
  }
  const drained = reply.write(bytes);
  return drained === null ? null : exchange.waiting(unlessAborted(drained, signal));
}

function unlessAborted(drained: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', done);
    void drained.then(done);
  });
}

/** What guards, or the search for placeholders, still held back. @throws SignalboxError GUARD_BLOCKED */
async function releaseRest(passage: Passage): Promise<void> {
  if (passage.filter === null) return;
  const { filter, passed } = passage.filter;
  const rest = await filter.end();
  if (rest.length === 0) return;
  passage.writer ??= writerAfter(passage.exchange, passed);
  if (passage.writer !== null) await writeEvents(passage, passage.writer, rest);
}

async function finishStream(passage: Passage): Promise<void> {
  const { exchange, attempt, reader } = passage;
  if (reader.error !== null) {
    const { type, message } = reader.error;
    exchange.failure = { type, message };
    attempt.failure = exchange.failure;
    endWithError(passage, type, message);
    return;
  }
  if (!reader.complete) {
    const { provider } = attempt.upstream;
    throw new SignalboxError('PROVIDER_STREAM_CUT', { provider, reason: 'it closed the connection.' });
  }
  const last = passage.writer?.end() ?? null;
  if (last !== null) await write(passage, last);
  exchange.reply.end();
}

/** The stream said that it failed before anything of it had gone to the caller: an error answer like any other. */
function refusedInStream(error: UpstreamError): UpstreamRefusal {
  return new UpstreamRefusal({ status: errorStatus(error.type), headers: {}, body: null, error });
}

/** A caller of the same dialect has the provider's own error event; what remains is to say that nothing follows. */
function endWithError({ exchange, writer }: Passage, type: string, message: string): void {
  const { reply, ingress, requestId } = exchange;
  const error = { status: errorStatus(type), code: type, message, param: null };
  reply.cut(writer === null ? undefined : ingress.writeErrorEvent(error, requestId, writer));
}
