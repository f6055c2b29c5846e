import { z } from 'zod';
import type { AnswerReading } from './prepared-request.ts';

/** What an answer says of itself. Null where it does not say. */
export interface AnswerUsage {
  readonly input: number | null;
  readonly output: number | null;
}

export const NO_USAGE: AnswerUsage = { input: null, output: null };

const tokens = z.number().nonnegative().nullish();
const usageSchema = z.object({
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      input_tokens: tokens,
      output_tokens: tokens,
    })
    .nullish(),
});

/** The usage of a whole answer in JSON; null: it is no JSON. */
export function readUsage(text: string): AnswerUsage | null {
  const parsed = parseJson(text);
  if (parsed === undefined) return null;
  return usageOf(parsed);
}

export function usageOf(value: unknown): AnswerUsage {
  const usage = usageSchema.safeParse(value).data?.usage;
  return {
    input: usage?.prompt_tokens ?? usage?.input_tokens ?? null,
    output: usage?.completion_tokens ?? usage?.output_tokens ?? null,
  };
}

const errorSchema = z.object({
  error: z.union([
    z.string(),
    z.object({
      message: z.string().optional(),
      code: z.union([z.string(), z.number()]).nullish(),
      type: z.string().nullish(),
    }),
  ]),
});

const MOST_WORDS = 300;

/** The code and the words of an error's answer, in any dialect: OpenAI's, Anthropic's and the gateway's own. */
export function readError(text: string): { code: string; message: string } | null {
  return errorOf(parseJson(text));
}

function errorOf(value: unknown): { code: string; message: string } | null {
  const error = errorSchema.safeParse(value).data?.error;
  if (error === undefined) return null;
  if (typeof error === 'string') return { code: 'error', message: error.slice(0, MOST_WORDS) };
  const code = String(error.code ?? error.type ?? 'error').slice(0, 100);
  return { code, message: (error.message ?? '').slice(0, MOST_WORDS) };
}

/** What an event of a stream is to a generator. */
export type StreamEvent =
  | { readonly kind: 'piece' }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'other' };

const choiceSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.looseObject({
        content: z.string().nullish(),
        reasoning_content: z.string().nullish(),
        tool_calls: z.array(z.unknown()).nullish(),
      }),
    }),
  ),
});
const typedSchema = z.object({ type: z.string(), message: z.unknown().optional() });

/** Reads the data of one event; `usage` is told of the tokens that it names. */
export function readEvent(
  data: string,
  reads: AnswerReading,
  usage: (found: AnswerUsage) => void,
): StreamEvent {
  if (data === '[DONE]') return { kind: 'end' };
  const value = parseJson(data);
  if (value === undefined) return { kind: 'malformed' };
  usage(usageOf(value));
  const error = errorOf(value);
  if (error !== null) return { kind: 'error', ...error };
  return reads === 'anthropic' ? anthropicEvent(value, usage) : openaiEvent(value);
}

function openaiEvent(value: unknown): StreamEvent {
  const delta = choiceSchema.safeParse(value).data?.choices[0]?.delta;
  const isPiece =
    (delta?.content ?? '') !== '' ||
    (delta?.reasoning_content ?? '') !== '' ||
    (delta?.tool_calls ?? []).length > 0;
  return { kind: isPiece ? 'piece' : 'other' };
}

function anthropicEvent(value: unknown, usage: (found: AnswerUsage) => void): StreamEvent {
  const { type, message } = typedSchema.safeParse(value).data ?? { type: '' };
  if (type === 'message_start') usage({ input: usageOf(message).input, output: null });
  if (type === 'message_stop') return { kind: 'end' };
  return { kind: type === 'content_block_delta' ? 'piece' : 'other' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
