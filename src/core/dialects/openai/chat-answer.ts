import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import { readUsage, record } from './usage.ts';

export interface AnswerToolCall {
  id: string | null;
  name: string;
  /** JSON text as the model wrote it; may be invalid. */
  arguments: string;
}

export interface AnswerChoice {
  role: string;
  text: string;
  reasoning: string;
  refusal: string;
  toolCalls: AnswerToolCall[];
  finishReason: string | null;
}

/** What is known of an answer, whole or streamed, complete or cut. */
export interface ChatAnswer {
  id: string | null;
  model: string | null;
  serviceTier: string | null;
  systemFingerprint: string | null;
  choices: AnswerChoice[];
  usage: TokenUsage;
}

export function emptyAnswer(): ChatAnswer {
  return { id: null, model: null, serviceTier: null, systemFingerprint: null, choices: [], usage: NO_USAGE };
}

/** Reads a whole `chat.completion` object; null when it is none. */
export function readCompletion(body: unknown): ChatAnswer | null {
  const completion = record(body);
  if (completion === null || !Array.isArray(completion.choices)) return null;
  const answer = emptyAnswer();
  readHead(answer, completion);
  answer.usage = readUsage(completion.usage);
  for (const given of completion.choices as unknown[]) {
    const choice = emptyChoice();
    addMessage(choice, record(record(given)?.message));
    choice.finishReason = text(record(given)?.finish_reason);
    answer.choices.push(choice);
  }
  return answer;
}

/**
 * Adds one `chat.completion.chunk` of a stream. Tool calls are joined by their index: id and name usually come only
 * with the first fragment.
 */
export function addChunk(answer: ChatAnswer, chunk: Record<string, unknown>): void {
  readHead(answer, chunk);
  if (record(chunk.usage) !== null) answer.usage = readUsage(chunk.usage);
  const choices = chunk.choices;
  if (!Array.isArray(choices)) return;
  for (const given of choices as unknown[]) {
    const fields = record(given);
    if (fields === null) continue;
    const choice = choiceAt(answer, fields.index);
    addMessage(choice, record(fields.delta));
    choice.finishReason = text(fields.finish_reason) ?? choice.finishReason;
  }
}

function readHead(answer: ChatAnswer, from: Record<string, unknown>): void {
  answer.id ??= text(from.id);
  answer.model ??= text(from.model);
  answer.serviceTier ??= text(from.service_tier);
  answer.systemFingerprint ??= text(from.system_fingerprint);
}

function addMessage(choice: AnswerChoice, message: Record<string, unknown> | null): void {
  if (message === null) return;
  choice.role = text(message.role) ?? choice.role;
  choice.text += text(message.content) ?? '';
  // Not OpenAI's own, but what DeepSeek, vLLM and OpenRouter call the same thing.
  choice.reasoning += text(message.reasoning_content) ?? text(message.reasoning) ?? '';
  choice.refusal += text(message.refusal) ?? '';
  const calls = message.tool_calls;
  if (Array.isArray(calls)) calls.forEach((call, position) => addToolCall(choice, record(call), position));
}

function addToolCall(choice: AnswerChoice, call: Record<string, unknown> | null, position: number): void {
  if (call === null) return;
  const index = boundedIndex(call.index ?? position);
  while (choice.toolCalls.length <= index) choice.toolCalls.push({ id: null, name: '', arguments: '' });
  const target = choice.toolCalls[index];
  const given = record(call.function) ?? record(call.custom);
  if (target === undefined) return;
  target.id ??= text(call.id);
  target.name ||= text(given?.name) ?? '';
  target.arguments += text(given?.arguments) ?? text(given?.input) ?? '';
}

function choiceAt(answer: ChatAnswer, given: unknown): AnswerChoice {
  const index = boundedIndex(given);
  for (;;) {
    const choice = answer.choices[index];
    if (choice !== undefined) return choice;
    answer.choices.push(emptyChoice());
  }
}

/** An index that a stream names, kept small: a hostile one must not make the engine allocate. */
function boundedIndex(given: unknown): number {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given < 1024 ? given : 0;
}

function emptyChoice(): AnswerChoice {
  return { role: 'assistant', text: '', reasoning: '', refusal: '', toolCalls: [], finishReason: null };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
