import { z } from 'zod';
import { invalidBody } from '../invalid-body.ts';
import { parseBody } from '../json-body.ts';

/*
 * What the engine reads of a chat completion request; every other field passes unread.
 * Source: OpenAI's openapi.yaml 2.3.0, CreateChatCompletionRequest. Clients send null for "not set", so null is taken
 * wherever a field is optional.
 */
const contentPartSchema = z.looseObject({ type: z.string(), text: z.string().optional() });
const contentSchema = z.union([z.string(), z.array(contentPartSchema)]).nullish();

const toolCallSchema = z.object({
  id: z.string().nullish(),
  function: z.object({ name: z.string(), arguments: z.string().nullish() }).optional(),
  custom: z.object({ name: z.string(), input: z.string().nullish() }).optional(),
});

const messageSchema = z.object({
  role: z.string(),
  content: contentSchema,
  name: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCallSchema).nullish(),
  tool_call_id: z.string().nullish(),
});

const toolSchema = z.object({
  type: z.string(),
  function: z
    .object({
      name: z.string(),
      description: z.string().nullish(),
      parameters: z.unknown().optional(),
      strict: z.boolean().nullish(),
    })
    .optional(),
});

const chatRequestSchema = z.object({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  max_completion_tokens: z.number().int().nullish(),
  max_tokens: z.number().int().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  presence_penalty: z.number().nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.unknown().optional(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: z
    .object({
      type: z.string(),
      json_schema: z
        .object({
          name: z.string().nullish(),
          schema: z.unknown().optional(),
          strict: z.boolean().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  reasoning_effort: z.string().nullish(),
  service_tier: z.string().nullish(),
  user: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

export type ChatFields = z.infer<typeof chatRequestSchema>;
export type ChatMessage = z.infer<typeof messageSchema>;
export type ChatTool = z.infer<typeof toolSchema>;

export interface ChatRequest {
  readonly fields: ChatFields;
  readonly stream: boolean;
  /** The caller wants the usage chunk of a stream. */
  readonly includeUsage: boolean;
  /** The caller's own bytes. */
  readonly bytes: Uint8Array;
  /** The whole body as it was parsed, unknown fields included. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Parses a chat completion request once, leniently: only what the engine reads must be right.
 * @throws SignalboxError BODY_NOT_JSON, BODY_INVALID (with `param`, the path of the field)
 */
export function parseChatRequest(bytes: Buffer): ChatRequest {
  const body = parseBody(bytes);
  const parsed = chatRequestSchema.safeParse(body);
  if (!parsed.success) throw invalidBody(parsed.error, 'a chat completion request');
  const fields = parsed.data;
  return {
    fields,
    stream: fields.stream === true,
    includeUsage: fields.stream === true && fields.stream_options?.include_usage === true,
    bytes,
    body: body as Record<string, unknown>,
  };
}

/**
 * The bytes for the upstream: the caller's own, unless the model has another name there or the usage of a stream
 * must be asked for.
 */
export function upstreamBytes(request: ChatRequest, model: string): Uint8Array {
  const renamed = model !== request.fields.model;
  const askUsage = request.stream && !request.includeUsage;
  if (!renamed && !askUsage) return request.bytes;
  const body: Record<string, unknown> = { ...request.body, model };
  if (askUsage) body.stream_options = withUsage(request.body.stream_options);
  return Buffer.from(JSON.stringify(body));
}

function withUsage(given: unknown): object {
  return { ...(typeof given === 'object' && given !== null ? given : {}), include_usage: true };
}

/** The text of a message's content, its parts joined; '' where it has none. */
export function contentText(content: ChatMessage['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}
