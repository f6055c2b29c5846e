import type { ModelRequest } from '../canonical.ts';
import type { IncomingRequest, IngressDialect } from '../ingress.ts';
import { snakeCase } from '../invalid-body.ts';
import { text } from '../json-fields.ts';
import { writeError, writeErrorEvent } from './error-body.ts';
import { MessageWriter } from './message-writer.ts';
import { messagesFields } from './messages-fields.ts';
import { parseMessagesRequest, upstreamBytes, type MessagesRequest } from './messages-request.ts';
import { readMessagesRequest } from './read-request.ts';
import { writeMessage } from './write-answer.ts';

/** `POST /v1/messages`. */
export const anthropicIngress: IngressDialect = {
  dialect: 'anthropic',
  operation: 'chat',
  readRequest: (bytes, headers) =>
    new AnthropicRequest(parseMessagesRequest(bytes, text(headers['anthropic-version']))),
  fields: messagesFields,
  fieldName: (canonical) => FIELD_NAMES[canonical] ?? snakeCase(canonical),
  writeAnswer: (answer, _request, context) => writeMessage(answer, context),
  writeStream: (_request, context) => new MessageWriter(context),
  writeError,
  writeErrorEvent,
  ownHeaders: (requestId) => ({ 'request-id': requestId }),
};

/** `POST /v1/messages/count_tokens`, whose body needs no `max_tokens`. */
export function readCountRequest(bytes: Buffer, version: string | null): IncomingRequest {
  return new AnthropicRequest(parseMessagesRequest(bytes, version, 'count'));
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  maxOutputTokens: 'max_tokens',
  stop: 'stop_sequences',
  responseFormat: 'output_config.format',
  reasoning: 'thinking',
  'reasoning.budgetTokens': 'thinking.budget_tokens',
  user: 'metadata.user_id',
  'messages.reasoning': 'messages.content.thinking',
  'messages.isError': 'messages.content.is_error',
};

class AnthropicRequest implements IncomingRequest {
  readonly session = null;
  /** Usage is part of what every stream says here. */
  readonly wantsUsage = true;
  readonly #request: MessagesRequest;
  #canonical: ModelRequest | null = null;

  constructor(request: MessagesRequest) {
    this.#request = request;
  }

  get model(): string {
    return this.#request.fields.model;
  }

  get stream(): boolean {
    return this.#request.stream;
  }

  get bytes(): Uint8Array {
    return this.#request.bytes;
  }

  get user(): string | null {
    return this.#request.fields.metadata?.user_id ?? null;
  }

  canonical(): ModelRequest {
    this.#canonical ??= readMessagesRequest(this.#request);
    return this.#canonical;
  }

  upstreamBytes(model: string): Uint8Array {
    return upstreamBytes(this.#request, model);
  }
}
