import type { TokenUsage } from '../../../shared/usage.ts';
import type { FinishReason, ModelAnswer, Part } from '../canonical.ts';
import type { AnswerContext } from '../ingress.ts';
import { writeEncrypted } from './encrypted-content.ts';
import type { ResponsesFields } from './request-schema.ts';

/*
 * The Response object and its items. Source: OpenAI's openapi.yaml 2.3.0, Response; nothing of it is stored, which
 * `store: false` says.
 */

export type OutputItem =
  | { type: 'message'; id: string; role: 'assistant'; status: ItemStatus; content: MessageContent[] }
  | {
      type: 'function_call';
      id: string;
      call_id: string;
      name: string;
      arguments: string;
      status: ItemStatus;
    }
  | {
      type: 'reasoning';
      id: string;
      summary: { type: 'summary_text'; text: string }[];
      encrypted_content?: string;
    };

export type ItemStatus = 'in_progress' | 'completed';

export type MessageContent =
  | { type: 'output_text'; text: string; annotations: []; logprobs: [] }
  | { type: 'refusal'; refusal: string };

/** How an answer ended, as far as it has: null while it is written. */
export interface Ending {
  readonly finishReason: FinishReason | null;
  readonly usage: TokenUsage;
  readonly serviceTier: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export function responseObject(
  fields: ResponsesFields,
  context: AnswerContext,
  model: string | null,
  output: readonly OutputItem[],
  ending: Ending | null,
): Record<string, unknown> {
  const status = statusOf(ending);
  return {
    id: responseId(context),
    object: 'response',
    created_at: context.createdUnixSeconds,
    status,
    background: false,
    completed_at: status === 'completed' ? Math.floor(Date.now() / 1000) : null,
    error: ending?.error ?? null,
    incomplete_details: status === 'incomplete' ? { reason: incompleteReason(ending) } : null,
    instructions: fields.instructions ?? null,
    max_output_tokens: fields.max_output_tokens ?? null,
    model: model ?? context.model,
    output,
    parallel_tool_calls: fields.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: { effort: fields.reasoning?.effort ?? null, summary: null },
    service_tier: ending?.serviceTier ?? fields.service_tier ?? 'auto',
    store: false,
    temperature: fields.temperature ?? null,
    text: { format: fields.text?.format ?? { type: 'text' } },
    tool_choice: fields.tool_choice ?? 'auto',
    tools: fields.tools ?? [],
    top_p: fields.top_p ?? null,
    truncation: 'disabled',
    usage: ending === null ? null : writeUsage(ending.usage),
    user: fields.user ?? null,
    metadata: fields.metadata ?? {},
  };
}

export function responseId({ requestId }: AnswerContext): string {
  return `resp_${requestId.replace(/^req_/, '')}`;
}

/** An item's id: unique in its answer, and with it everywhere. */
export function itemId(kind: 'msg' | 'fc' | 'rs', { requestId }: AnswerContext, index: number): string {
  return `${kind}_${requestId.replace(/^req_/, '')}_${index}`;
}

function statusOf(ending: Ending | null): string {
  if (ending === null) return 'in_progress';
  if (ending.error !== null) return 'failed';
  return incompleteReason(ending) === null ? 'completed' : 'incomplete';
}

function incompleteReason(ending: Ending | null): string | null {
  if (ending?.finishReason === 'length') return 'max_output_tokens';
  return ending?.finishReason === 'content_filter' ? 'content_filter' : null;
}

/** Null when nobody said; parts of a known usage that nobody said are zero, as the SDKs' types ask. */
function writeUsage({ input, output, cacheRead, cacheWrite, reasoning }: TokenUsage): object | null {
  if (input === null && output === null) return null;
  return {
    input_tokens: input ?? 0,
    input_tokens_details: { cached_tokens: cacheRead ?? 0, cache_write_tokens: cacheWrite ?? 0 },
    output_tokens: output ?? 0,
    output_tokens_details: { reasoning_tokens: reasoning ?? 0 },
    total_tokens: (input ?? 0) + (output ?? 0),
  };
}

export function textContent(text: string): MessageContent {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

/** The items of a whole answer. There is one choice: the API knows no more. */
export function outputItems(answer: ModelAnswer, context: AnswerContext): OutputItem[] {
  const items: OutputItem[] = [];
  for (const part of answer.choices[0]?.parts ?? []) addItem(items, part, context);
  return items;
}

function addItem(items: OutputItem[], part: Part, context: AnswerContext): void {
  const status = 'completed';
  const index = items.length;
  if (part.type === 'text' || part.type === 'refusal') {
    const content = part.type === 'text' ? textContent(part.text) : { type: part.type, refusal: part.text };
    const last = items.at(-1);
    if (last?.type === 'message') last.content.push(content);
    else {
      const id = itemId('msg', context, index);
      items.push({ type: 'message', id, role: 'assistant', status, content: [content] });
    }
  } else if (part.type === 'reasoning') {
    items.push(reasoningItem(itemId('rs', context, index), part));
  } else if (part.type === 'tool_call') {
    const { id: call_id, name, arguments: given } = part;
    const id = itemId('fc', context, index);
    items.push({ type: 'function_call', id, call_id, name, arguments: given, status });
  } else {
    throw new Error(`A model does not answer with a part of the type ${part.type}.`);
  }
}

/**
 * `encrypted_content` is given without being asked for: nothing is stored, so the caller must bring it back for models
 * that want their thought again.
 */
export function reasoningItem(
  id: string,
  { text, signature, redacted }: { text: string; signature: string | null; redacted: string | null },
): OutputItem {
  const encrypted = writeEncrypted({ signature, redacted });
  return {
    type: 'reasoning',
    id,
    summary: text === '' ? [] : [{ type: 'summary_text', text }],
    ...(encrypted === null ? {} : { encrypted_content: encrypted }),
  };
}
