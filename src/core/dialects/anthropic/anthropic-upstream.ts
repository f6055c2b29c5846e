import type { UpstreamDialect } from '../canonical.ts';
import { EventStreamReader } from '../event-stream-reader.ts';
import { readModelIds } from '../openai/openai-upstream.ts';
import { readError } from './error-body.ts';
import { MessageDecoder } from './message-decoder.ts';
import { readMessage } from './read-answer.ts';
import { writeMessagesRequest } from './write-request.ts';

/** The version that is asked for where the caller names none; the newer one refuses samplers. */
const API_VERSION = '2023-06-01';

/** Anthropic's Messages API. */
export const anthropicUpstream: UpstreamDialect = {
  dialect: 'anthropic',
  version: 'v1',
  modelsPath: '/models?limit=1000',
  readModels: readModelIds,
  path: () => '/messages',
  headers: (apiKey): Record<string, string> => ({
    'anthropic-version': API_VERSION,
    ...(apiKey === null ? {} : { 'x-api-key': apiKey }),
  }),
  writeRequest: writeMessagesRequest,
  readAnswer: readMessage,
  readStream: () => new EventStreamReader(new MessageDecoder()),
  readError,
};
