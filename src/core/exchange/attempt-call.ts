import { SignalboxError, type ErrorCode } from '../../shared/errors.ts';
import { emptyAnswer, type IncomingRequest } from '../dialects/index.ts';
import type { UpstreamAnswer } from '../providers/index.ts';
import { diagnose, UpstreamRefusal, type AttemptContext } from '../resilience/index.ts';
import type { Target } from '../routing/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Attempt, Exchange, Failure } from './exchange.ts';
import { forwardStream } from './forward-stream.ts';
import { forwardWhole, readRefusal, readWhole } from './forward.ts';
import { guardedCall } from './guarded-call.ts';
import { apiHeaders } from './headers.ts';
import { forwardChecked } from './held-answer.ts';
import { newSpanId, traceparent } from './trace-context.ts';
import { translateRequest } from './translate-request.ts';

/** Whom an exchange calls now. */
interface Calling {
  readonly exchange: Exchange;
  readonly target: Target;
  /** Of the call: the caller hung up, or its time is over. */
  readonly signal: AbortSignal;
  readonly dependencies: ExchangeDependencies;
}

/** Why a call is made. */
type CallReason = Pick<AttemptContext, 'reason' | 'waitedMs' | 'begun'>;
type UseAnswer<T> = (attempt: Attempt, answer: UpstreamAnswer) => Promise<T>;

/** Those that say nothing about the target that was called. */
const NO_FAULT_OF_TARGET: ReadonlySet<ErrorCode> = new Set(['GUARD_BLOCKED', 'GUARD_FAILED', 'ANSWER_UNFIT']);

/**
 * One call to one target, and its answer handed to the caller as it arrives. While nothing has gone to the caller,
 * another attempt may follow.
 * @throws UpstreamRefusal for an error answer; SignalboxError PROVIDER_..., FIELD_UNSUPPORTED, GUARD_BLOCKED,
 * GUARD_FAILED, ANSWER_UNFIT; the signal's reason
 */
export async function attemptCall(calling: Calling, context: AttemptContext): Promise<void> {
  const { exchange, dependencies } = calling;
  const { request, judgement } = exchange;
  if (request === null) throw new Error('A request is sent only after it was received.');
  exchange.answer = emptyAnswer();
  exchange.received = exchange.answer;
  const required = judgement.policy?.effects.requireGuards ?? [];
  judgement.watch =
    exchange.ingress.operation === 'embeddings'
      ? null
      : dependencies.guardrails.watchAnswer(
          guardedCall(exchange, dependencies),
          required,
          judgement.redactions,
        );
  const { answerCheck } = judgement;
  await callTarget(calling, request, context, async (attempt, answer) => {
    if (answerCheck !== null) {
      await forwardChecked(exchange, attempt, answer, answerCheck, (mended, reason, use) =>
        callTarget(calling, mended, { ...context, reason, waitedMs: 0 }, use),
      );
    } else if (request.stream) {
      await forwardStream(exchange, attempt, answer, calling.signal);
    } else {
      await forwardWhole(exchange, attempt, await readWhole(exchange, attempt, answer));
    }
  });
}

/** Calls the target and does something with its answer; both belong to one attempt, unless another one follows. */
async function callTarget<T>(
  calling: Calling,
  request: IncomingRequest,
  reason: CallReason,
  use: UseAnswer<T>,
): Promise<T> {
  const { exchange, target, dependencies } = calling;
  const { path, body, dropped } = translateRequest(exchange.ingress, request, target);
  exchange.target = target;
  exchange.dropped = dropped;
  const attempt = beginAttempt(exchange, target, path, body.length, reason);
  try {
    const answer = await exchange.waiting(send(calling, attempt, body));
    attempt.firstByteMs = performance.now();
    attempt.status = answer.status;
    if (answer.status >= 400) throw await readRefusal(exchange, attempt, answer);
    requireOk(attempt, answer);
    const used = await use(attempt, answer);
    dependencies.outcomes.add(target.name, false);
    return used;
  } catch (error) {
    if (exchange.attempts.at(-1) === attempt) {
      attempt.failure = attemptFailure(exchange, error);
      dependencies.outcomes.add(target.name, diagnose(error).remedy !== 'none');
    }
    throw error;
  } finally {
    attempt.endedMs ||= performance.now();
  }
}

function beginAttempt(
  exchange: Exchange,
  { upstream }: Target,
  path: string,
  sentBytes: number,
  { reason, waitedMs, begun }: CallReason,
): Attempt {
  const now = performance.now();
  // One that led to another is over when that begins.
  const before = exchange.attempts.at(-1);
  if (before !== undefined) before.endedMs ||= now;
  const attempt: Attempt = {
    spanId: newSpanId(),
    upstream,
    path,
    number: exchange.attempts.length + 1,
    reason,
    waitedMs,
    begun,
    startedMs: now,
    sentBytes,
    firstByteMs: null,
    firstChunkMs: null,
    endedMs: 0,
    receivedBytes: 0,
    status: null,
    failure: null,
  };
  exchange.attempts.push(attempt);
  return attempt;
}

function send(
  { exchange, target: { upstream, model }, signal }: Calling,
  { spanId, path }: Attempt,
  body: Uint8Array,
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

function requireOk({ upstream: { provider } }: Attempt, { status }: UpstreamAnswer): void {
  if (status === 200) return;
  throw new SignalboxError('PROVIDER_ANSWER_MALFORMED', { provider, reason: `it answered ${status}.` });
}

/** Null where it is the gateway that does not hand on what the target answered. */
function attemptFailure(exchange: Exchange, error: unknown): Failure | null {
  if (exchange.cancelled) return { type: 'cancelled', message: 'The caller hung up.' };
  if (error instanceof UpstreamRefusal) return refusalFailure(error);
  if (error instanceof SignalboxError) {
    return NO_FAULT_OF_TARGET.has(error.code) ? null : { type: error.code, message: error.message };
  }
  return { type: 'INTERNAL', message: 'Something went wrong inside Signalbox.' };
}

/** By the status where the upstream gave one, else by the type that its stream named. */
export function refusalFailure({ status, body, error }: UpstreamRefusal): Failure {
  return { type: body === null ? error.type : String(status), message: error.message };
}
