import type { ExchangeFigures } from '../metrics/instruments/index.ts';
import { callStatus } from './call-status.ts';
import type { Exchange } from './exchange.ts';

/** What the metrics count of a finished exchange. */
export function exchangeFigures(exchange: Exchange): ExchangeFigures {
  const { ingress, plan, reply, trace, judgement, decisions, attempts, answer } = exchange;
  const hasKey = (exchange.header('idempotency-key') ?? '') !== '';
  return {
    dialect: ingress.dialect,
    route: plan?.route ?? '',
    status: callStatus(exchange),
    httpStatus: reply.status ?? CLIENT_CLOSED_REQUEST,
    durationMs: exchange.endedMs - exchange.startedMs,
    overheadMicros: exchange.overheadMicros,
    decisions,
    guardRuns: judgement.runs,
    policyResults: judgement.policy?.sets ?? [],
    providersCalled: attempts.map(({ upstream }) => upstream.provider),
    failureType: exchange.failure?.type ?? null,
    isRepeated: hasKey && !exchange.stagesOff.includes('idempotency') ? exchange.isRepeated : null,
    cacheReadTokens: answer.usage.cacheRead,
    traceId: trace.traceId,
    spanId: trace.spanId,
  };
}

/** Of a caller who hung up before there was an answer: the status that proxies log. */
const CLIENT_CLOSED_REQUEST = 499;
