import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ChatAnswer, ChatMessage, ToolCall, ToolDefinition } from './chat-messages.ts';
import { readChatStream } from './chat-stream.ts';
import { toUsage, usageSchema } from './chat-usage.ts';

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolDefinition[];
  readonly stream?: boolean;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly reasoningEffort?: 'low' | 'medium' | 'high';
  /** Name and JSON Schema of the answer. */
  readonly format?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** Leaves a stream after so many pieces. */
  readonly leaveAfter?: number;
}

/** How the call travels: whose trace it continues and for whom it is made. */
export interface ChatHeaders {
  readonly traceparent?: string;
  readonly session?: string;
  readonly user?: string;
  /** For applications without tracing: which service calls. */
  readonly service?: string;
}

/** The gateway answered, and the answer is a failure. */
export class ChatFailure extends Error {
  override readonly name = 'ChatFailure';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const ATTEMPTS = 3;
const BACKOFF_MS = 150;

const failureSchema = z.object({ error: z.object({ message: z.string() }) });
const answerSchema = z.object({
  id: z.string(),
  model: z.string(),
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullable(),
          tool_calls: z
            .array(
              z.object({
                id: z.string(),
                type: z.literal('function'),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .nullish(),
        }),
        finish_reason: z.string(),
      }),
    )
    .min(1),
  usage: usageSchema.nullish(),
});

/**
 * Calls the gateway as an SDK would: what may pass by itself (429, 5xx, a stream that was cut) is tried again twice,
 * each time as a request of its own.
 */
export class GatewayClient {
  readonly #url: () => string;
  readonly #token: string | null;
  readonly #signal: AbortSignal;

  constructor(options: { url: () => string; token: string | null; signal: AbortSignal }) {
    this.#url = options.url;
    this.#token = options.token;
    this.#signal = options.signal;
  }

  /** @throws ChatFailure when the gateway's last answer is a failure; other errors when it cannot be reached */
  async chat(request: ChatRequest, headers: ChatHeaders): Promise<ChatAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#attempt(request, headers, attempt);
      } catch (error) {
        const mayPass = error instanceof ChatFailure && (error.status === 429 || error.status >= 500);
        if (!mayPass || attempt + 1 === ATTEMPTS) throw error;
        await delay(BACKOFF_MS * 2 ** attempt, undefined, { signal: this.#signal });
      }
    }
  }

  async #attempt(request: ChatRequest, headers: ChatHeaders, attempt: number): Promise<ChatAnswer> {
    // Ends this request alone when its reader leaves early.
    const leave = new AbortController();
    const response = await fetch(`${this.#url()}/v1/chat/completions`, {
      method: 'POST',
      headers: this.#headers(headers, attempt),
      body: JSON.stringify(requestBody(request)),
      signal: AbortSignal.any([this.#signal, leave.signal]),
    });
    if (!response.ok) {
      const body = failureSchema.safeParse(await response.json());
      throw new ChatFailure(response.status, body.data?.error.message ?? `HTTP ${response.status}`);
    }
    if (request.stream !== true) return toAnswer(answerSchema.parse(await response.json()));
    if (response.body === null) throw new ChatFailure(502, 'The stream has no body.');
    const answer = await readChatStream(response.body, request.leaveAfter ?? Number.POSITIVE_INFINITY);
    if (answer.finishReason === 'left') leave.abort();
    if (answer.finishReason === 'failed') throw new ChatFailure(502, answer.text);
    return answer;
  }

  #headers(headers: ChatHeaders, attempt: number): Record<string, string> {
    return {
      'content-type': 'application/json',
      'x-stainless-retry-count': String(attempt),
      ...(this.#token !== null && { authorization: `Bearer ${this.#token}` }),
      ...(headers.traceparent !== undefined && { traceparent: headers.traceparent }),
      ...(headers.session !== undefined && { 'x-signalbox-session': headers.session }),
      ...(headers.user !== undefined && { 'x-signalbox-user': headers.user }),
      ...(headers.service !== undefined && { 'x-signalbox-service': headers.service }),
    };
  }
}

function requestBody(request: ChatRequest): Record<string, unknown> {
  const { model, messages, tools, stream, maxTokens, temperature, reasoningEffort, format } = request;
  return {
    model,
    messages,
    ...(tools !== undefined && { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
    ...(stream === true && { stream: true, stream_options: { include_usage: true } }),
    ...(maxTokens !== undefined && { max_completion_tokens: maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(reasoningEffort !== undefined && { reasoning_effort: reasoningEffort }),
    ...(format !== undefined && {
      response_format: { type: 'json_schema', json_schema: { ...format, strict: true } },
    }),
  };
}

function toAnswer({ id, model, choices: [choice], usage }: z.infer<typeof answerSchema>): ChatAnswer {
  const toolCalls: readonly ToolCall[] = choice?.message.tool_calls ?? [];
  return {
    id,
    model,
    text: choice?.message.content ?? '',
    toolCalls,
    finishReason: choice?.finish_reason ?? 'stop',
    usage: toUsage(usage),
  };
}
