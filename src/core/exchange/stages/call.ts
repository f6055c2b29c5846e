import { SignalboxError, type ErrorCode } from '../../../shared/errors.ts';
import { UpstreamRefusal } from '../../resilience/index.ts';
import type { CallPlan, Target } from '../../routing/index.ts';
import { verdictOf } from '../apply-report.ts';
import { attemptCall, refusalFailure } from '../attempt-call.ts';
import type { ExchangeDependencies } from '../dependencies.ts';
import type { Exchange } from '../exchange.ts';
import { forwardRefusal } from '../forward.ts';
import type { Verdict } from '../verdict.ts';

const REFUSED_BY_GUARD: ReadonlySet<ErrorCode> = new Set(['GUARD_BLOCKED', 'GUARD_FAILED']);

/** Calls the targets of the plan until one answers, and hands its answer to the caller as it arrives. */
export async function call(exchange: Exchange, dependencies: ExchangeDependencies): Promise<Verdict> {
  const { plan, reply } = exchange;
  if (plan === null) throw new Error('An exchange is called only after it was routed.');
  const limit = limitWhole(plan, reply.hangUp);
  try {
    await dependencies.resilience.run({
      targets: plan.targets,
      retry: plan.retry,
      signal: limit.signal,
      attempt: (target, context) =>
        attemptCall({ exchange, target, signal: limit.signal, dependencies }, context),
      skipped: (target, reason) => noteSkipped(exchange, target, reason),
      waiting: (promise) => exchange.waiting(promise),
    });
    noteGuards(exchange, null);
    return answered(exchange, plan);
  } catch (error) {
    noteGuards(exchange, error);
    if (!(error instanceof UpstreamRefusal) || reply.started) throw withRetryAfter(exchange, error);
    return refused(exchange, error);
  } finally {
    limit.end();
  }
}

/** The caller's hang-up, and the time that the whole call may take. */
function limitWhole({ timeouts: { totalMs } }: CallPlan, hangUp: AbortSignal) {
  if (totalMs === null) return { signal: hangUp, end: () => undefined };
  const limit = new AbortController();
  const expire = () => limit.abort(new SignalboxError('CALL_TIMEOUT', { seconds: totalMs / 1000 }));
  const timer = setTimeout(expire, totalMs);
  return { signal: AbortSignal.any([hangUp, limit.signal]), end: () => clearTimeout(timer) };
}

/** What the guards of the answer came to, with the time that they took; an error of theirs refused it. */
function noteGuards({ judgement, decisions }: Exchange, error: unknown): void {
  const { outputRuns: runs, watchedMs } = judgement;
  const refused = error instanceof SignalboxError && REFUSED_BY_GUARD.has(error.code) ? error : null;
  judgement.blocked ||= refused !== null;
  if (runs.length === 0 && refused === null) return;
  const verdict = verdictOf(
    runs,
    runs.some(({ outcome }) => outcome === 'redact'),
  );
  decisions.push({
    stage: 'guard_output',
    ...(refused === null ? verdict : { outcome: 'block', reason: refused.message }),
    micros: Math.round(watchedMs * 1000),
    atMs: performance.now(),
  });
}

function noteSkipped(exchange: Exchange, { name }: Target, reason: string): void {
  const atMs = performance.now();
  exchange.decisions.push({
    stage: 'call',
    outcome: 'reroute',
    reason: `${name} was skipped: ${reason}`,
    micros: 0,
    atMs,
  });
}

function answered({ target, attempts, failure }: Exchange, plan: CallPlan): Verdict {
  const times = attempts.length === 1 ? '' : ` at attempt ${attempts.length}`;
  const reason = `${target?.upstream.provider ?? ''} answered 200${times}`;
  if (failure !== null) return { outcome: 'block', reason: `${reason}, then failed: ${failure.message}` };
  return { outcome: target === plan.targets[0] ? 'allow' : 'reroute', reason };
}

/** Nothing helped: the caller gets the last upstream's own error. */
function refused(exchange: Exchange, refusal: UpstreamRefusal): Verdict {
  const attempt = exchange.attempts.at(-1);
  if (attempt === undefined) throw new Error('A refusal comes from an attempt.');
  forwardRefusal(exchange, attempt, refusal);
  exchange.failure = refusalFailure(refusal);
  const times = attempt.number === 1 ? '' : ` at attempt ${attempt.number}`;
  return { outcome: 'block', reason: `${attempt.upstream.provider} answered ${refusal.status}${times}` };
}

/** Says in the headers of the answer when the target is tried again. */
function withRetryAfter({ reply }: Exchange, error: unknown): unknown {
  if (error instanceof SignalboxError && (error.code === 'TARGET_OPEN' || error.code === 'TARGET_FULL')) {
    reply.announce({ 'retry-after': String(error.details.seconds ?? 1) });
  }
  return error;
}
