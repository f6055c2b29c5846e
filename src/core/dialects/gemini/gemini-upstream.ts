import type { UpstreamDialect } from '../canonical.ts';
import { EventStreamReader } from '../event-stream-reader.ts';
import { record, text } from '../json-fields.ts';
import { readAnswer } from './read-answer.ts';
import { readError } from './read-error.ts';
import { GeminiStreamDecoder } from './stream-decoder.ts';
import { writeRequest } from './write-request.ts';

/** Google's Gemini API, `generateContent` and `streamGenerateContent`. Source: https://ai.google.dev/api. */
export const geminiUpstream: UpstreamDialect = {
  dialect: 'gemini',
  version: 'v1beta',
  modelsPath: '/models?pageSize=1000',
  readModels,
  path: (model, stream) =>
    `/${resourceName(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
  headers: (apiKey) => (apiKey === null ? {} : { 'x-goog-api-key': apiKey }),
  writeRequest,
  readAnswer,
  readStream: () => new EventStreamReader(new GeminiStreamDecoder()),
  readError,
};

/** `gemini-2.5-pro` -> `models/gemini-2.5-pro`; `tunedModels/x` stays. */
function resourceName(model: string): string {
  const name = model.includes('/') ? model : `models/${model}`;
  return name.split('/').map(encodeURIComponent).join('/');
}

/** Those that can answer, without `models/` before their names. */
function readModels(body: unknown): string[] | null {
  const models = record(body)?.models;
  if (!Array.isArray(models)) return null;
  return models
    .map(record)
    .filter((model) => {
      const methods = model?.supportedGenerationMethods;
      return !Array.isArray(methods) || methods.includes('generateContent');
    })
    .map((model) => text(model?.name)?.replace(/^models\//, ''))
    .filter((name) => name !== undefined);
}
