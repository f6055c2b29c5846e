import type { UpstreamDialect } from '../canonical.ts';
import { EventStreamReader } from '../event-stream-reader.ts';
import { record, text } from '../json-fields.ts';
import { ChunkDecoder } from './chunk-decoder.ts';
import { readError } from './error-body.ts';
import { readCompletion } from './read-answer.ts';
import { readEmbeddings } from './read-embeddings.ts';
import { writeChatRequest } from './write-request.ts';

/** OpenAI's own API and every compatible server. */
export const openAiUpstream: UpstreamDialect = {
  dialect: 'openai',
  version: 'v1',
  modelsPath: '/models',
  readModels: readModelIds,
  path: () => '/chat/completions',
  headers: (apiKey): Record<string, string> => (apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  writeRequest: writeChatRequest,
  readAnswer: readCompletion,
  readStream: () => new EventStreamReader(new ChunkDecoder()),
  readError,
  embeddings: { path: '/embeddings', readAnswer: readEmbeddings },
};

/** The ids of a list `{data: [{id}]}`. */
export function readModelIds(body: unknown): string[] | null {
  const data = record(body)?.data;
  if (!Array.isArray(data)) return null;
  return data.map((model) => text(record(model)?.id)).filter((id) => id !== null);
}
