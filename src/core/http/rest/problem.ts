import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { Instruments } from '../../metrics/instruments/index.ts';
import { validationReason } from './validation-reason.ts';

/** The body of every failed REST call. */
export const problemSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      action: z.string(),
      retryable: z.boolean(),
      position: z.object({ from: z.number().int(), to: z.number().int() }).optional().meta({
        description:
          'FILTER_INVALID, EXPRESSION_INVALID: where in the filter or condition, in UTF-16 units; `to` is exclusive',
      }),
      rule: z
        .string()
        .optional()
        .meta({ description: 'EXPRESSION_INVALID: the id of the rule with the condition' }),
    }),
  })
  .meta({ id: 'Problem' });

/** The ways in which most calls can fail, for their schemas; all failures look alike, also those that seldom come. */
export const failures = {
  400: problemSchema,
  401: problemSchema,
  403: problemSchema,
  404: problemSchema,
  default: problemSchema,
};
/** Also of calls whose body says something that cannot be. */
export const refusals = { ...failures, 422: problemSchema };
/** Also of calls that change a document which somebody else may have changed, or which is not theirs to change. */
export const conflicts = { ...refusals, 409: problemSchema };

/** Answers any error from the registry; what the registry does not know is logged once and shown as INTERNAL. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, instruments }: { log: Log; instruments: Pick<Instruments, 'countError'> },
): FastifyReply {
  const known = toKnown(error, request, log);
  instruments.countError(known.code);
  const { code, message, action, retryable } = known.toJSON();
  return reply
    .status(known.status)
    .send({ error: { code, message, action, retryable, ...positionOf(known) } });
}

function positionOf({ code, details }: SignalboxError) {
  const position = { from: details.from, to: details.to };
  if (code === 'FILTER_INVALID') return { position };
  return code === 'EXPRESSION_INVALID' ? { position, rule: details.rule } : {};
}

function toKnown(error: unknown, request: FastifyRequest, log: Log): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const { code, statusCode, message, validation } = error as FastifyError;
  if (validation !== undefined) {
    return new SignalboxError('BODY_INVALID', { reason: validationReason(validation) });
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new SignalboxError('BODY_TOO_LARGE', {
      limit: request.routeOptions.bodyLimit ?? 0,
      measured: 'received',
    });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const given = request.headers['content-type'] ?? 'none';
    return new SignalboxError('CONTENT_TYPE_UNSUPPORTED', { given, supported: 'application/json' });
  }
  if (statusCode === 400) return new SignalboxError('BODY_NOT_JSON', { reason: message });
  const correlationId = randomUUID();
  log.error('a REST call failed', { correlationId, path: request.url, cause: error });
  return new SignalboxError('INTERNAL', { correlationId }, { cause: error });
}
