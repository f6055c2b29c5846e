import type { ModelRequest } from '../canonical.ts';
import type { IncomingRequest, IngressDialect } from '../ingress.ts';
import { snakeCase } from '../invalid-body.ts';
import { firstText } from '../json-fields.ts';
import { parseChatRequest, upstreamBytes, type ChatRequest } from './chat-request.ts';
import { chatFields } from './chat-fields.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { writeError, writeErrorEvent } from './error-body.ts';
import { readChatRequest } from './read-request.ts';
import { writeCompletion } from './write-answer.ts';

/** `POST /v1/chat/completions`. */
export const openAiIngress: IngressDialect = {
  dialect: 'openai',
  operation: 'chat',
  readRequest: (bytes) => new OpenAiRequest(parseChatRequest(bytes)),
  fields: chatFields,
  fieldName: (canonical) => FIELD_NAMES[canonical] ?? snakeCase(canonical),
  writeAnswer: (answer, _request, context) => writeCompletion(answer, context),
  writeStream: (request, context) => new ChunkWriter(context, request.wantsUsage),
  writeError,
  writeErrorEvent,
  ownHeaders: () => ({}),
};

const FIELD_NAMES: Readonly<Record<string, string>> = { choices: 'n', reasoning: 'reasoning_effort' };

class OpenAiRequest implements IncomingRequest {
  readonly #chat: ChatRequest;
  #canonical: ModelRequest | null = null;

  constructor(chat: ChatRequest) {
    this.#chat = chat;
  }

  get model(): string {
    return this.#chat.fields.model;
  }

  get stream(): boolean {
    return this.#chat.stream;
  }

  get bytes(): Uint8Array {
    return this.#chat.bytes;
  }

  get wantsUsage(): boolean {
    return this.#chat.includeUsage;
  }

  get user(): string | null {
    const { metadata, user } = this.#chat.fields;
    return firstText(metadata?.user_id, user);
  }

  get session(): string | null {
    const { metadata } = this.#chat.fields;
    return firstText(metadata?.session_id, metadata?.conversation_id, metadata?.thread_id);
  }

  canonical(): ModelRequest {
    this.#canonical ??= readChatRequest(this.#chat);
    return this.#canonical;
  }

  upstreamBytes(model: string): Uint8Array {
    return upstreamBytes(this.#chat, model);
  }
}
