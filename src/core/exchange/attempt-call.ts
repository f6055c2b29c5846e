import { SignalboxError } from '../../shared/errors.ts';
import { emptyAnswer } from '../dialects/index.ts';
import type { UpstreamAnswer } from '../providers/index.ts';
import { UpstreamRefusal, type AttemptContext } from '../resilience/index.ts';
import type { Target } from '../routing/index.ts';
import type { Attempt, Exchange, Failure } from './exchange.ts';
import { forwardStream } from './forward-stream.ts';
import { forwardWhole, readRefusal } from './forward.ts';
import { apiHeaders } from './headers.ts';
import { newSpanId, traceparent } from './trace-context.ts';
import { translateRequest, type TranslatedRequest } from './translate-request.ts';

/**
 * One call to one target, and its answer handed to the caller as it arrives. While nothing has gone to the caller,
 * another attempt may follow.
 * @throws UpstreamRefusal for an error answer; SignalboxError PROVIDER_..., FIELD_UNSUPPORTED; the signal's reason
 */
export async function attemptCall(
  exchange: Exchange,
  target: Target,
  context: AttemptContext,
  signal: AbortSignal,
): Promise<void> {
  const translated = translateRequest(exchange, target);
  exchange.target = target;
  exchange.answer = emptyAnswer();
  exchange.dropped = translated.dropped;
  const attempt = beginAttempt(exchange, target, translated, context);
  try {
    const answer = await exchange.waiting(send(exchange, target, translated, attempt, signal));
    attempt.firstByteMs = performance.now();
    attempt.status = answer.status;
    await forward(exchange, attempt, answer, signal);
  } catch (error) {
    attempt.failure = attemptFailure(exchange, error);
    throw error;
  } finally {
    attempt.endedMs = performance.now();
  }
}

function beginAttempt(
  exchange: Exchange,
  { upstream }: Target,
  { path, body }: TranslatedRequest,
  { number, reason, waitedMs, begun }: AttemptContext,
): Attempt {
  const now = performance.now();
  const attempt: Attempt = {
    spanId: newSpanId(),
    upstream,
    path,
    number,
    reason,
    waitedMs,
    begun,
    startedMs: now,
    sentBytes: body.length,
    firstByteMs: null,
    firstChunkMs: null,
    endedMs: now,
    receivedBytes: 0,
    status: null,
    failure: null,
  };
  exchange.attempts.push(attempt);
  return attempt;
}

function send(
  exchange: Exchange,
  { upstream, model }: Target,
  { path, body }: TranslatedRequest,
  { spanId }: Attempt,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  const { trace, input, plan, callerKey } = exchange;
  const headers = apiHeaders(input.headers, exchange.ingress.dialect, upstream.dialect.dialect);
  headers.traceparent = traceparent(trace, spanId);
  if (trace.traceState !== '') headers.tracestate = trace.traceState;
  return upstream.call({
    path,
    model,
    body,
    headers,
    callerKey,
    signal,
    ...(plan === null ? {} : { timeouts: plan.timeouts }),
  });
}

async function forward(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
  signal: AbortSignal,
): Promise<void> {
  const { provider } = attempt.upstream;
  if (answer.status >= 400) throw await readRefusal(exchange, attempt, answer);
  if (answer.status !== 200) {
    const reason = `it answered ${answer.status}.`;
    throw new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider, reason });
  }
  if (exchange.request?.stream === true) await forwardStream(exchange, attempt, answer, signal);
  else await forwardWhole(exchange, attempt, answer);
}

function attemptFailure(exchange: Exchange, error: unknown): Failure {
  if (exchange.cancelled) return { type: 'cancelled', message: 'The caller hung up.' };
  if (error instanceof UpstreamRefusal) return refusalFailure(error);
  if (error instanceof SignalboxError) return { type: error.code, message: error.message };
  return { type: 'INTERNAL', message: 'Something went wrong inside Signalbox.' };
}

/** By the status where the upstream gave one, else by the type that its stream named. */
export function refusalFailure({ status, body, error }: UpstreamRefusal): Failure {
  return { type: body === null ? error.type : String(status), message: error.message };
}
