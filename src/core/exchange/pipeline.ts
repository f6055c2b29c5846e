import type { Stage } from '../../shared/decision.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { FlagName } from '../../shared/flag.ts';
import { callerError } from './caller-error.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import type { Exchange } from './exchange.ts';
import { account } from './stages/account.ts';
import { authenticate } from './stages/authenticate.ts';
import { call } from './stages/call.ts';
import { guardInput } from './stages/guard-input.ts';
import { idempotency } from './stages/idempotency.ts';
import { limit } from './stages/limit.ts';
import { policy } from './stages/policy.ts';
import { receive } from './stages/receive.ts';
import { record } from './stages/record.ts';
import { route } from './stages/route.ts';
import { settle } from './stages/settle.ts';
import { similarity } from './stages/similarity.ts';
import type { Verdict } from './verdict.ts';

interface Step {
  /** Null for a step that decides nothing. */
  readonly stage: Stage | null;
  readonly run: (
    exchange: Exchange,
    dependencies: ExchangeDependencies,
  ) => Verdict | null | Promise<Verdict | null>;
  /** Runs for failed exchanges too. */
  readonly always: boolean;
  /** While it is off for such an exchange, the step is not run at all. */
  readonly flag?: FlagName;
}

/** The journey of an exchange. Nothing else decides the order. */
const PIPELINE: readonly Step[] = [
  { stage: 'authenticate', run: authenticate, always: false },
  { stage: null, run: receive, always: false },
  { stage: 'idempotency', run: idempotency, always: false },
  { stage: 'limit', run: limit, always: false, flag: 'enable_rate_limiting' },
  { stage: 'guard_input', run: guardInput, always: false },
  { stage: 'similarity', run: similarity, always: false, flag: 'enable_similarity_logging' },
  { stage: 'policy', run: policy, always: false, flag: 'enable_policy_engine' },
  { stage: 'route', run: route, always: false },
  { stage: 'call', run: call, always: false },
  { stage: 'account', run: account, always: true, flag: 'track_model_costs' },
  { stage: null, run: settle, always: true },
  { stage: 'record', run: record, always: true },
];

/** Carries an exchange through the pipeline. Answers the caller in every case and never rejects. */
export async function runPipeline(exchange: Exchange, dependencies: ExchangeDependencies): Promise<void> {
  for (const step of PIPELINE) {
    if ((exchange.failure !== null || exchange.isRepeated) && !step.always) continue;
    if (step.flag !== undefined && !dependencies.flags.isOn(step.flag, exchange.flagScope)) {
      if (step.stage !== null) exchange.stagesOff.push(step.stage);
      continue;
    }
    await runStep(step, exchange, dependencies);
  }
}

async function runStep(step: Step, exchange: Exchange, dependencies: ExchangeDependencies): Promise<void> {
  const ownBefore = exchange.ownMs;
  let verdict: Verdict | null;
  try {
    const running = step.run(exchange, dependencies);
    verdict = running instanceof Promise ? await running : running;
  } catch (error) {
    verdict = fail(exchange, error, dependencies);
  }
  const atMs = performance.now();
  if (exchange.endedMs === 0 && step.stage === 'call') exchange.endedMs = atMs;
  if (step.stage === null || verdict === null) return;
  const micros = Math.max(0, Math.round((exchange.ownMs - ownBefore) * 1000));
  exchange.decisions.push({ stage: step.stage, ...verdict, micros, atMs });
}

/** Answers the caller with the error: as an HTTP error while that is possible, else in the stream, which then breaks. */
function fail(exchange: Exchange, thrown: unknown, { log }: ExchangeDependencies): Verdict {
  const { reply, requestId, ingress } = exchange;
  if (exchange.cancelled) {
    exchange.failure ??= { type: 'cancelled', message: 'The caller hung up before the answer was complete.' };
    exchange.endedMs ||= performance.now();
    return { outcome: 'observe', reason: 'the caller hung up' };
  }
  const error =
    thrown instanceof SignalboxError
      ? thrown
      : new SignalboxError('INTERNAL', { correlationId: requestId }, { cause: thrown });
  if (error.code === 'INTERNAL') log.error('An exchange failed.', { requestId, cause: error.cause ?? error });
  exchange.failure ??= { type: error.code, message: error.message };
  if (reply.started) {
    reply.cut(ingress.writeErrorEvent(callerError(error), requestId, exchange.streamWriter));
  } else {
    const { status, body } = ingress.writeError(callerError(error), requestId);
    reply.send(status, { 'content-type': 'application/json' }, body);
  }
  exchange.endedMs ||= performance.now();
  return { outcome: 'block', reason: error.message };
}
