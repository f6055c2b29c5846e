import type { ModelAnswer, ModelRequest } from '../canonical.ts';
import type { AnswerContext, IncomingRequest, IngressDialect } from '../ingress.ts';
import { invalidBody, snakeCase } from '../invalid-body.ts';
import { jsonBytes, parseBody } from '../json-body.ts';
import { firstText } from '../json-fields.ts';
import { writeError, writeErrorEvent } from '../openai/error-body.ts';
import { readResponsesRequest } from './read-request.ts';
import { responsesFields } from './responses-fields.ts';
import { responsesRequestSchema, type ResponsesFields } from './request-schema.ts';
import { outputItems, responseObject } from './response-object.ts';
import { ResponseWriter } from './response-writer.ts';

/** `POST /v1/responses`: the part of it that needs no store. */
export const responsesIngress: IngressDialect = {
  dialect: 'responses',
  operation: 'chat',
  readRequest: (bytes) => new ResponsesRequest(bytes),
  fields: responsesFields,
  fieldName: (canonical) => FIELD_NAMES[canonical] ?? snakeCase(canonical),
  writeAnswer: (answer, request, context) => jsonBytes(writeResponse(answer, fieldsOf(request), context)),
  writeStream: (request, context) => new ResponseWriter(fieldsOf(request), context),
  writeError,
  writeErrorEvent: (error, _requestId, writer) =>
    writer instanceof ResponseWriter ? writer.fail(error) : writeErrorEvent(error),
  ownHeaders: () => ({}),
};

const FIELD_NAMES: Readonly<Record<string, string>> = {
  reasoning: 'reasoning',
  responseFormat: 'text.format',
};

class ResponsesRequest implements IncomingRequest {
  readonly bytes: Uint8Array;
  readonly fields: ResponsesFields;
  readonly wantsUsage = true;
  readonly #canonical: ModelRequest;

  constructor(bytes: Buffer) {
    const parsed = responsesRequestSchema.safeParse(parseBody(bytes));
    if (!parsed.success) throw invalidBody(parsed.error, 'a Responses request');
    this.bytes = bytes;
    this.fields = parsed.data;
    // No upstream speaks this dialect, so the canonical form is always needed; what is refused is refused here.
    this.#canonical = readResponsesRequest(this.fields);
  }

  get model(): string {
    return this.fields.model;
  }

  get stream(): boolean {
    return this.fields.stream === true;
  }

  get user(): string | null {
    const { metadata, user } = this.fields;
    return firstText(metadata?.user_id, user);
  }

  get session(): string | null {
    const { metadata } = this.fields;
    return firstText(metadata?.session_id, metadata?.conversation_id, metadata?.thread_id);
  }

  canonical(): ModelRequest {
    return this.#canonical;
  }

  upstreamBytes(model: string): Uint8Array {
    return model === this.model ? this.bytes : jsonBytes({ ...this.fields, model });
  }
}

function fieldsOf(request: IncomingRequest): ResponsesFields {
  if (request instanceof ResponsesRequest) return request.fields;
  throw new TypeError('The request is not one of the Responses API.');
}

function writeResponse(answer: ModelAnswer, fields: ResponsesFields, context: AnswerContext): object {
  const { usage, serviceTier } = answer;
  const finishReason = answer.choices[0]?.finishReason ?? null;
  const ending = { finishReason, usage, serviceTier, error: null };
  return responseObject(fields, context, answer.model, outputItems(answer, context), ending);
}
