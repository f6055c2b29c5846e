import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { invalidBody } from '../invalid-body.ts';
import { parseBody } from '../json-body.ts';

/*
 * What the engine reads of a Messages request; every other field passes unread. Source: types of @anthropic-ai/sdk
 * 1.11.0 (API versions 2023-06-01 and 2026-10-21). Null is taken for "not set".
 */
const blockSchema = z.looseObject({ type: z.string() });
const contentSchema = z.union([z.string(), z.array(blockSchema)]);

const messageSchema = z.object({ role: z.enum(['user', 'assistant', 'system']), content: contentSchema });

const toolSchema = z.looseObject({
  type: z.string().nullish(),
  name: z.string().optional(),
  description: z.string().nullish(),
  input_schema: z.unknown().optional(),
  strict: z.boolean().nullish(),
});

const promptSchema = z.object({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  system: contentSchema.nullish(),
  stream: z.boolean().nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: z.number().nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z
    .object({
      type: z.string(),
      name: z.string().nullish(),
      disable_parallel_tool_use: z.boolean().nullish(),
    })
    .nullish(),
  thinking: z.object({ type: z.string(), budget_tokens: z.number().nullish() }).nullish(),
  output_config: z
    .looseObject({
      effort: z.string().nullish(),
      format: z.looseObject({ type: z.string(), schema: z.unknown().optional() }).nullish(),
    })
    .nullish(),
  metadata: z.looseObject({ user_id: z.string().nullish() }).nullish(),
  service_tier: z.string().nullish(),
});

const countSchema = promptSchema.extend({ max_tokens: z.number().int().positive().nullish() });
const requestSchema = promptSchema.extend({ max_tokens: z.number().int().nonnegative() });

export type MessagesFields = z.infer<typeof countSchema>;
export type ContentBlock = z.infer<typeof blockSchema>;

export interface MessagesRequest {
  readonly fields: MessagesFields;
  readonly stream: boolean;
  readonly bytes: Uint8Array;
  /** The whole body as it was parsed, unknown fields included. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Since this version samplers are refused, whatever their value. */
const WITHOUT_SAMPLERS = '2026-10-21';

/**
 * Parses a Messages request, or the body of count_tokens, which needs no `max_tokens`.
 * @throws SignalboxError BODY_NOT_JSON, BODY_INVALID (with `param`)
 */
export function parseMessagesRequest(
  bytes: Buffer,
  version: string | null,
  purpose: 'create' | 'count' = 'create',
): MessagesRequest {
  const body = parseBody(bytes);
  const parsed = (purpose === 'create' ? requestSchema : countSchema).safeParse(body);
  if (!parsed.success) throw invalidBody(parsed.error, 'a Messages request');
  const fields = parsed.data;
  if (version === WITHOUT_SAMPLERS) requireNoSamplers(fields);
  return { fields, stream: fields.stream === true, bytes, body: body as Record<string, unknown> };
}

function requireNoSamplers(fields: MessagesFields): void {
  for (const param of ['temperature', 'top_p', 'top_k'] as const) {
    if (fields[param] === undefined) continue;
    const reason = `${param}: not possible with anthropic-version ${WITHOUT_SAMPLERS}`;
    throw new SignalboxError('BODY_INVALID', { reason, param });
  }
}

/** The caller's own bytes, unless the model has another name at the upstream. */
export function upstreamBytes({ fields, bytes, body }: MessagesRequest, model: string): Uint8Array {
  return model === fields.model ? bytes : Buffer.from(JSON.stringify({ ...body, model }));
}
