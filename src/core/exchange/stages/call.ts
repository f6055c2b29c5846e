import { SignalboxError } from '../../../shared/errors.ts';
import type { UpstreamAnswer } from '../../providers/index.ts';
import type { Target } from '../../routing/index.ts';
import type { Attempt, Exchange } from '../exchange.ts';
import { forwardStream } from '../forward-stream.ts';
import { forwardError, forwardWhole } from '../forward.ts';
import { apiHeaders } from '../headers.ts';
import { translateRequest, type TranslatedRequest } from '../translate-request.ts';
import type { Verdict } from '../verdict.ts';
import { newSpanId, traceparent } from '../trace-context.ts';

/** Calls the upstream and hands its answer to the caller as it arrives. */
export async function call(exchange: Exchange): Promise<Verdict> {
  const { request, target } = exchange;
  if (request === null || target === null) throw new Error('An exchange is called only after it was routed.');
  const translated = translateRequest(exchange, target);
  exchange.dropped = translated.dropped;
  const attempt = beginAttempt(exchange, target, translated);
  try {
    const answer = await exchange.waiting(send(exchange, target, translated, attempt));
    attempt.firstByteMs = performance.now();
    attempt.status = answer.status;
    return await forward(exchange, attempt, answer, request.stream);
  } catch (error) {
    attempt.failure = attemptFailure(exchange, error);
    throw error;
  } finally {
    attempt.endedMs = performance.now();
  }
}

function beginAttempt(exchange: Exchange, { upstream }: Target, { path, body }: TranslatedRequest): Attempt {
  const now = performance.now();
  const attempt: Attempt = {
    spanId: newSpanId(),
    upstream,
    path,
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
): Promise<UpstreamAnswer> {
  const { trace, input, reply } = exchange;
  const headers = apiHeaders(input.headers, exchange.ingress.dialect, upstream.dialect.dialect);
  headers.traceparent = traceparent(trace, spanId);
  if (trace.traceState !== '') headers.tracestate = trace.traceState;
  return upstream.call({
    path,
    model,
    body,
    headers,
    callerKey: exchange.callerKey,
    signal: reply.hangUp,
  });
}

async function forward(
  exchange: Exchange,
  attempt: Attempt,
  answer: UpstreamAnswer,
  stream: boolean,
): Promise<Verdict> {
  const { provider } = attempt.upstream;
  if (answer.status >= 400) {
    const failure = await forwardError(exchange, attempt, answer);
    exchange.failure = failure;
    attempt.failure = failure;
    return { outcome: 'block', reason: `${provider} answered ${answer.status}` };
  }
  if (answer.status !== 200) {
    const reason = `it answered ${answer.status}.`;
    throw new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider, reason });
  }
  if (stream) await forwardStream(exchange, attempt, answer);
  else await forwardWhole(exchange, attempt, answer);
  return { outcome: 'allow', reason: `${provider} answered 200` };
}

function attemptFailure(exchange: Exchange, error: unknown): { type: string; message: string } {
  if (exchange.cancelled) return { type: 'cancelled', message: 'The caller hung up.' };
  if (error instanceof SignalboxError) return { type: error.code, message: error.message };
  return { type: 'INTERNAL', message: 'Something went wrong inside Signalbox.' };
}
