import { SignalboxError } from '../../shared/errors.ts';
import { ChatStreamReader, errorMessage, errorType, readCompletion } from '../dialects/index.ts';
import type { HeaderFields, UpstreamAnswer } from '../providers/index.ts';
import type { Attempt, Exchange, Failure } from './exchange.ts';
import { answerHeaders } from './headers.ts';

const MAX_WHOLE_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Hands a whole answer on with its own bytes, once it is known to be one.
 * @throws SignalboxError PROVIDER_ANSWER_MALFORMED
 */
export async function forwardWhole(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<void> {
  const bytes = await exchange.waiting(collect(attempt, answer));
  requirePlainEncoding(attempt, answer.headers);
  const read = readCompletion(parseJson(bytes));
  if (read === null) throw malformed(attempt, 'it is no chat completion.');
  exchange.answer = read;
  exchange.reply.send(200, answerHeaders(answer.headers), bytes);
}

/** Hands a provider's error on as it is; one that is not JSON is put into OpenAI's shape. */
export async function forwardError(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<Failure> {
  const bytes = await exchange.waiting(collect(attempt, answer));
  const body = parseJson(bytes);
  const said = errorMessage(body);
  const headers = { ...answerHeaders(answer.headers), 'content-type': 'application/json' };
  const message = said ?? `The provider ${attempt.upstream.provider} answered ${answer.status}.`;
  const own = { error: { message, type: errorType(answer.status), param: null, code: null } };
  const isJson = typeof body === 'object' && body !== null;
  exchange.reply.send(answer.status, headers, isJson ? bytes : Buffer.from(JSON.stringify(own)));
  return { type: String(answer.status), message };
}

/**
 * Hands a stream on event by event. It counts as complete with `[DONE]`, or with every choice finished at a clean end;
 * anything else is an error, also when the connection was closed politely.
 * @throws SignalboxError PROVIDER_STREAM_CUT, PROVIDER_STREAM_STALLED, PROVIDER_ANSWER_MALFORMED
 */
export async function forwardStream(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<void> {
  const { request } = exchange;
  const type = String(answer.headers['content-type'] ?? 'none');
  requirePlainEncoding(attempt, answer.headers);
  if (!type.startsWith('text/event-stream')) {
    throw malformed(attempt, `a stream was asked for, the Content-Type is ${type}.`);
  }
  const reader = new ChatStreamReader({ hideUsage: request?.includeUsage !== true });
  exchange.answer = reader.answer;
  const chunks = answer.body[Symbol.asyncIterator]();
  let overlapping = 0;
  try {
    for (let isFirst = true; ; isFirst = false) {
      const next = await exchange.waiting(chunks.next());
      if (next.done === true) break;
      exchange.overlapped(overlapping);
      const ownBefore = exchange.ownMs;
      await forwardChunk(exchange, attempt, reader, next.value, answer.headers);
      // Counted for the first chunk and the last; in between the upstream is writing the next one meanwhile.
      overlapping = isFirst ? 0 : exchange.ownMs - ownBefore;
    }
  } finally {
    await chunks.return?.();
  }
  finishStream(exchange, attempt, reader);
}

async function forwardChunk(
  exchange: Exchange,
  attempt: Attempt,
  reader: ChatStreamReader,
  chunk: Uint8Array,
  headers: HeaderFields,
): Promise<void> {
  const { reply } = exchange;
  attempt.receivedBytes += chunk.length;
  attempt.firstChunkMs ??= performance.now();
  const { forward, malformed: problem } = reader.push(chunk);
  if (forward.length > 0 && !reply.started) startStream(exchange, headers);
  for (const bytes of forward) {
    const drained = reply.write(bytes);
    if (drained !== null) await exchange.waiting(drained);
  }
  if (problem !== null) throw malformed(attempt, problem);
  reply.hangUp.throwIfAborted();
}

function startStream(exchange: Exchange, headers: HeaderFields): void {
  exchange.reply.start(200, { ...answerHeaders(headers), 'cache-control': 'no-cache' });
}

function finishStream(exchange: Exchange, attempt: Attempt, reader: ChatStreamReader): void {
  if (reader.error !== null) {
    // The caller has the provider's own error event; what remains is to say that nothing follows.
    exchange.failure = { type: reader.error.type, message: reader.error.message };
    attempt.failure = exchange.failure;
    exchange.reply.cut();
    return;
  }
  if (!reader.complete) {
    const { provider } = attempt.upstream;
    throw new SignalboxError('PROVIDER_STREAM_CUT', { provider, reason: 'it closed the connection.' });
  }
  exchange.reply.end();
}

async function collect(attempt: Attempt, { body }: UpstreamAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
    attempt.receivedBytes += chunk.length;
    if (attempt.receivedBytes > MAX_WHOLE_ANSWER_BYTES) {
      throw malformed(attempt, `it is larger than ${MAX_WHOLE_ANSWER_BYTES} bytes.`);
    }
  }
  return Buffer.concat(chunks);
}

function requirePlainEncoding(attempt: Attempt, headers: HeaderFields): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return;
  throw malformed(attempt, `it is encoded as ${String(encoding)}, which was not asked for.`);
}

function malformed({ upstream }: Attempt, reason: string): SignalboxError {
  return new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider: upstream.provider, reason });
}

/** Undefined when the bytes are no JSON. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
