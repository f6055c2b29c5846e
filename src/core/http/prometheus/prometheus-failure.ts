import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { SignalboxError, type ErrorCode } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';

export interface FailureParts {
  readonly log: Log;
  readonly instruments: Pick<Instruments, 'countError'>;
}

/** Answers any error as Prometheus does: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export function sendFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, instruments }: FailureParts,
): FastifyReply {
  const known = toKnown(error, request, log);
  instruments.countError(known.code);
  const { status, errorType, text } = failureOf(known);
  return reply.status(status).send({ status: 'error', errorType, error: text });
}

interface Failure {
  readonly status: number;
  readonly errorType: string;
  readonly text: string;
}

const FAILURES: Partial<Record<ErrorCode, (error: SignalboxError) => Failure>> = {
  PROMQL_INVALID: ({ details: { line, column, reason } }) =>
    badData(`invalid parameter "query": ${line}:${column}: parse error: ${reason}`),
  METRICS_PARAMETER_INVALID: ({ details: { parameter, reason } }) =>
    badData(`invalid parameter "${parameter}": ${reason}`),
  PROMQL_FAILED: ({ details: { reason } }) => ({ status: 422, errorType: 'execution', text: String(reason) }),
  QUERY_TIMEOUT: ({ message }) => ({ status: 503, errorType: 'timeout', text: message }),
  QUERY_CANCELLED: ({ message }) => ({ status: 503, errorType: 'canceled', text: message }),
};

function badData(text: string): Failure {
  return { status: 400, errorType: 'bad_data', text };
}

function failureOf(error: SignalboxError): Failure {
  const { code, status, message } = error;
  return FAILURES[code]?.(error) ?? { status, errorType: typeOf(status), text: message };
}

function typeOf(status: number): string {
  if (status === 404) return 'not_found';
  if (status === 401 || status === 403) return 'unauthorized';
  return status < 500 ? 'bad_data' : 'internal';
}

function toKnown(error: unknown, request: FastifyRequest, log: Log): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const { code, statusCode, message } = error as FastifyError;
  // Who asked has gone while the answer was sent.
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') return new SignalboxError('QUERY_CANCELLED');
  if (statusCode !== undefined && statusCode < 500)
    return new SignalboxError('BODY_INVALID', { reason: message });
  const correlationId = randomUUID();
  log.error('a query in the dialect of Prometheus failed', {
    correlationId,
    path: request.url,
    cause: error,
  });
  return new SignalboxError('INTERNAL', { correlationId }, { cause: error });
}
