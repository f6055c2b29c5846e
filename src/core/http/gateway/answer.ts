import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import { callerError } from '../../exchange/index.ts';
import type { IngressDialect } from '../../dialects/index.ts';
import type { Log } from '../../log.ts';

/** Answers something that is no exchange. */
export function answerJson(
  response: ServerResponse,
  ingress: IngressDialect,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): void {
  const requestId = newRequestId();
  answerBytes(response, ingress, requestId, { status, headers, body: Buffer.from(JSON.stringify(body)) });
}

/** Answers with an error of the registry, in the caller's dialect. */
export function answerError(
  response: ServerResponse,
  ingress: IngressDialect,
  thrown: unknown,
  log: Log,
): void {
  const error = thrown instanceof SignalboxError ? thrown : internal(thrown, log);
  const requestId = newRequestId();
  const { status, body } = ingress.writeError(callerError(error), requestId);
  answerBytes(response, ingress, requestId, { status, headers: {}, body });
}

function answerBytes(
  response: ServerResponse,
  ingress: IngressDialect,
  requestId: string,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: Uint8Array },
): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': answer.body.length,
    'x-request-id': requestId,
    ...ingress.ownHeaders(requestId),
    ...answer.headers,
  });
  response.end(answer.body);
}

function newRequestId(): string {
  return `req_${randomBytes(8).toString('hex')}`;
}

function internal(cause: unknown, log: Log): SignalboxError {
  const correlationId = randomBytes(8).toString('hex');
  log.error('A gateway request failed.', { correlationId, cause });
  return new SignalboxError('INTERNAL', { correlationId }, { cause });
}
