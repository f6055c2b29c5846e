import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SignalboxError } from '../../../shared/errors.ts';
import { toOpenAiError } from '../../dialects/index.ts';
import type { Log } from '../../log.ts';

/** Answers something that is no exchange. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'x-request-id': `req_${randomBytes(8).toString('hex')}`,
  });
  response.end(bytes);
}

export function answerError(response: ServerResponse, thrown: unknown, log: Log): void {
  const error = thrown instanceof SignalboxError ? thrown : internal(thrown, log);
  answerJson(response, error.status, toOpenAiError(error));
}

function internal(cause: unknown, log: Log): SignalboxError {
  const correlationId = randomBytes(8).toString('hex');
  log.error('A gateway request failed.', { correlationId, cause });
  return new SignalboxError('INTERNAL', { correlationId }, { cause });
}
