import { SignalboxError } from '../../shared/errors.ts';
import {
  replaceTexts,
  type AnswerContext,
  type ModelAnswer,
  type UpstreamDialect,
} from '../dialects/index.ts';
import type { UpstreamAnswer } from '../providers/index.ts';
import { UpstreamRefusal } from '../resilience/index.ts';
import { AnswerFilter } from './answer-filter.ts';
import type { Attempt, Exchange } from './exchange.ts';
import { answerHeaders, headerText } from './headers.ts';
import { announceOutputWarnings } from './warnings.ts';
import { filterWhole } from './whole-answer.ts';

const MAX_WHOLE_ANSWER_BYTES = 64 * 1024 * 1024;

/** What a whole answer is called in its dialect. */
const ANSWER_NAMES: Readonly<Record<UpstreamDialect['dialect'], string>> = {
  openai: 'chat completion',
  anthropic: 'message',
  gemini: 'content response',
};

/** A whole answer as it came. */
export interface WholeAnswer {
  readonly upstream: Pick<UpstreamAnswer, 'headers'>;
  readonly bytes: Buffer;
  readonly body: unknown;
  readonly read: ModelAnswer;
}

/** @throws SignalboxError PROVIDER_ANSWER_MALFORMED */
export async function readWhole(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<WholeAnswer> {
  const bytes = await exchange.waiting(collect(attempt, answer));
  requirePlainEncoding(attempt, answer);
  const { dialect } = attempt.upstream;
  const forEmbeddings = exchange.ingress.operation === 'embeddings' ? dialect.embeddings : undefined;
  const body = parseJson(bytes);
  const read = (forEmbeddings ?? dialect).readAnswer(body);
  if (read === null) {
    const name = forEmbeddings === undefined ? ANSWER_NAMES[dialect.dialect] : 'list of embeddings';
    throw malformed(attempt, `it is no ${name}.`);
  }
  exchange.received = read;
  exchange.answer = read;
  return { upstream: answer, bytes, body, read };
}

/**
 * Hands a whole answer on: with its own bytes to a caller of the same dialect, else written anew. Where guards change
 * it, only its texts are others.
 * @throws SignalboxError GUARD_BLOCKED
 */
export async function forwardWhole(
  exchange: Exchange,
  attempt: Attempt,
  { upstream, bytes, body, read }: WholeAnswer,
): Promise<void> {
  const { ingress, request, reply } = exchange;
  const filter = answerFilter(exchange);
  // What guards refuse of it is not recorded either.
  if (filter !== null) exchange.answer = filter.answer;
  const filtered = filter === null ? null : await filterWhole(read, filter);
  announceOutputWarnings(exchange);
  const headers = callerHeaders(exchange, attempt, upstream);
  attempt.begun();
  if (isSame(exchange, attempt) || request === null) {
    const isChanged = filtered !== null && filtered.texts.size > 0;
    reply.send(200, headers, isChanged ? replaceTexts(body, filtered.texts) : bytes);
  } else {
    const written = ingress.writeAnswer(filtered?.answer ?? read, request, answerContext(exchange));
    reply.send(200, { ...headers, 'content-type': 'application/json' }, written);
  }
}

/** Null: nobody reads along, and nothing is to be put back. */
export function answerFilter({ judgement, ingress }: Exchange): AnswerFilter | null {
  if (judgement.watch === null && judgement.redactions.length === 0) return null;
  return new AnswerFilter(judgement, ingress.dialect !== 'anthropic');
}

/** An upstream's error answer, read whole. */
export async function readRefusal(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
): Promise<UpstreamRefusal> {
  const bytes = await exchange.waiting(collect(attempt, answer));
  const parsed = parseJson(bytes);
  const { provider, dialect } = attempt.upstream;
  const { status, headers } = answer;
  const error = dialect.readError(status, headers, parsed);
  const isJson = typeof parsed === 'object' && parsed !== null;
  const message = isJson ? error.message : `The provider ${provider} answered ${status}.`;
  return new UpstreamRefusal({ status, headers, body: isJson ? bytes : null, error: { ...error, message } });
}

/** Hands an upstream's error on: as it is to a caller of the same dialect, else in the caller's own. */
export function forwardRefusal(exchange: Exchange, attempt: Attempt, refusal: UpstreamRefusal): void {
  const { ingress, reply, requestId } = exchange;
  const { status, body, error } = refusal;
  const headers: Record<string, string> = {
    ...callerHeaders(exchange, attempt, refusal),
    'content-type': 'application/json',
  };
  if (body !== null && isSame(exchange, attempt)) {
    reply.send(status, headers, body);
    return;
  }
  const written = ingress.writeError(
    { status, code: error.type, message: error.message, param: null },
    requestId,
  );
  if (error.retryAfterMs !== null) headers['retry-after'] ??= String(Math.ceil(error.retryAfterMs / 1000));
  if (error.canHeal === false) headers['x-should-retry'] ??= 'false';
  reply.send(written.status, headers, written.body);
}

/** Headers of the upstream's answer that concern the caller, and what could not be asked. */
export function callerHeaders(
  exchange: Exchange,
  { upstream }: Attempt,
  { headers }: Pick<UpstreamAnswer, 'headers'>,
): Record<string, string> {
  const kept = answerHeaders(headers, exchange.ingress.dialect, upstream.dialect.dialect);
  if (exchange.dropped.length > 0) kept['x-signalbox-dropped-fields'] = headerText(exchange.dropped);
  return kept;
}

export function isSame({ ingress }: Exchange, { upstream }: Attempt): boolean {
  return upstream.dialect.dialect === ingress.dialect;
}

export function answerContext({ requestId, startedUnixNano, target }: Exchange): AnswerContext {
  const createdUnixSeconds = Number(startedUnixNano / 1_000_000_000n);
  return { requestId, model: target?.model ?? '', createdUnixSeconds };
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

export function requirePlainEncoding(attempt: Attempt, { headers }: UpstreamAnswer): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return;
  throw malformed(attempt, `it is encoded as ${String(encoding)}, which was not asked for.`);
}

export function malformed({ upstream }: Attempt, reason: string): SignalboxError {
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
