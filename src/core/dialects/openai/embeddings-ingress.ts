import { z } from 'zod';
import { NOTHING_SAID, type ModelRequest, type Part } from '../canonical.ts';
import type { IncomingRequest, IngressDialect } from '../ingress.ts';
import { invalidBody, snakeCase } from '../invalid-body.ts';
import { jsonBytes, parseBody } from '../json-body.ts';
import { writeError, writeErrorEvent } from './error-body.ts';

/* What the engine reads of an embeddings request. Source: OpenAI's openapi.yaml 2.3.0, CreateEmbeddingRequest. */
const tokensSchema = z.array(z.number().int());
const embeddingsRequestSchema = z.looseObject({
  model: z.string().min(1),
  input: z.union([
    z.string(),
    z.array(z.string()).min(1).max(2048),
    tokensSchema.min(1),
    z.array(tokensSchema.min(1)).min(1).max(2048),
  ]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.number().int().min(1).nullish(),
  user: z.string().nullish(),
});

export type EmbeddingsFields = z.infer<typeof embeddingsRequestSchema>;

/** `POST /v1/embeddings`, for upstreams of OpenAI's dialect: vectors of different vendors cannot be compared anyway. */
export const embeddingsIngress: IngressDialect = {
  dialect: 'openai',
  operation: 'embeddings',
  readRequest: (bytes) => new EmbeddingsRequest(bytes),
  fields: { parameters: {}, capTokens: null, goOn: null },
  fieldName: snakeCase,
  writeAnswer: neverTranslated,
  writeStream: neverTranslated,
  writeError,
  writeErrorEvent,
  ownHeaders: () => ({}),
};

/** @throws SignalboxError BODY_NOT_JSON, BODY_INVALID (with `param`) */
export function parseEmbeddingsRequest(bytes: Buffer): EmbeddingsFields {
  const parsed = embeddingsRequestSchema.safeParse(parseBody(bytes));
  if (!parsed.success) throw invalidBody(parsed.error, 'an embeddings request');
  return parsed.data;
}

class EmbeddingsRequest implements IncomingRequest {
  readonly bytes: Uint8Array;
  readonly stream = false;
  readonly wantsUsage = true;
  readonly session = null;
  readonly #fields: EmbeddingsFields;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#fields = parseEmbeddingsRequest(bytes);
  }

  get model(): string {
    return this.#fields.model;
  }

  get user(): string | null {
    return this.#fields.user ?? null;
  }

  canonical(): ModelRequest {
    return {
      ...NOTHING_SAID,
      model: this.model,
      messages: [{ role: 'user', parts: textParts(this.#fields.input) }],
      user: this.user,
      // What other dialects have no words for is the whole request.
      essential: ['embeddings'],
    };
  }

  upstreamBytes(model: string): Uint8Array {
    return model === this.model ? this.bytes : jsonBytes({ ...this.#fields, model });
  }
}

/** Inputs given as tokens have no text. */
function textParts(input: EmbeddingsFields['input']): Part[] {
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input];
  return inputs.filter((given) => typeof given === 'string').map((text) => ({ type: 'text', text }));
}

function neverTranslated(): never {
  throw new Error('Embeddings pass between caller and upstream as they are.');
}
