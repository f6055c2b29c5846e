import { contentText, type ChatFields, type ChatMessage } from '../../dialects/index.ts';
import type { PlannedChoice } from './plan-answer.ts';
import type { PromptCache } from './prompt-cache.ts';
import type { Random } from './random.ts';

type CountTokens = (text: string) => number;

export interface WireUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number; audio_tokens: number };
  completion_tokens_details: { reasoning_tokens: number; audio_tokens: number };
}

/** What OpenAI adds around each message and before the answer. */
const TOKENS_PER_MESSAGE = 3;
const ROLE_TOKENS = 1;
const TOKENS_FOR_REPLY = 3;
/** Of a prompt, this much is tokenized and the rest taken as four characters a token: it runs on the main thread. */
const EXACT_CHARACTERS = 65_536;
const REASONING_SHARE: Readonly<Record<string, number>> = { none: 0, minimal: 0, low: 0.5, medium: 1.5 };

export function countUsage(
  fields: ChatFields,
  model: string,
  choices: readonly PlannedChoice[],
  tools: { count: CountTokens; cache: PromptCache; random: Random },
): WireUsage {
  const { count, cache, random } = tools;
  const offered = fields.tools === null || fields.tools === undefined ? [] : [JSON.stringify(fields.tools)];
  const countPrompt = withBudget(count, EXACT_CHARACTERS);
  const messages = [
    ...offered.map((key) => ({ key, tokens: countPrompt(key) })),
    ...fields.messages.map((message) => weigh(message, countPrompt)),
  ];
  const prompt = messages.reduce((sum, { tokens }) => sum + tokens, TOKENS_FOR_REPLY);
  const written = choices.reduce((sum, choice) => sum + outputTokens(choice, count), 0);
  const reasoning = reasoningTokens(fields, model, written, random);
  return {
    prompt_tokens: prompt,
    completion_tokens: written + reasoning,
    total_tokens: prompt + written + reasoning,
    prompt_tokens_details: { cached_tokens: cache.hit(model, messages), audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  };
}

/** Counts exactly until the budget is used up. In the order of the prompt, so that equal beginnings count the same. */
function withBudget(count: CountTokens, characters: number): CountTokens {
  let left = characters;
  return (text) => {
    left -= text.length;
    return left >= 0 ? count(text) : Math.ceil(text.length / 4);
  };
}

function weigh(message: ChatMessage, count: CountTokens): { key: string; tokens: number } {
  const calls = (message.tool_calls ?? []).map(
    (call) => `${call.function?.name ?? ''}${call.function?.arguments ?? ''}`,
  );
  const text = `${contentText(message.content)}${calls.join('')}`;
  return {
    key: `${message.role}\u0000${text}`,
    tokens: TOKENS_PER_MESSAGE + ROLE_TOKENS + count(text),
  };
}

function outputTokens({ text, toolCall }: PlannedChoice, count: CountTokens): number {
  const call = toolCall === null ? 0 : count(toolCall.name) + count(toolCall.arguments) + TOKENS_PER_MESSAGE;
  return call + (text === null ? 0 : count(text));
}

/** Models that think before they answer bill it as output; how much follows `reasoning_effort`. */
function reasoningTokens(fields: ChatFields, model: string, written: number, random: Random): number {
  if (!/^(gpt-5|o\d|gemini-2\.5-pro)/.test(model)) return 0;
  const share = REASONING_SHARE[fields.reasoning_effort ?? 'medium'] ?? 3;
  return Math.ceil((written * share * (0.75 + random.next() / 2)) / 64) * 64;
}
