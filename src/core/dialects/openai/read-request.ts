import type { ModelRequest, Reasoning, ResponseFormat, Tool, ToolChoice } from '../canonical.ts';
import { record, text } from '../json-fields.ts';
import type { ChatFields, ChatRequest } from './chat-request.ts';
import { readMessages } from './read-messages.ts';
import { unreadMessageFields } from './unread-fields.ts';

/** Fields that have a place in the canonical form, or that say nothing to another vendor. */
const MAPPED = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'n',
  'seed',
  'stop',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'response_format',
  'reasoning_effort',
  'service_tier',
  'user',
]);

/** Fields that ask for something else than words: an answer without it would be another. */
const ESSENTIAL = new Set([
  'audio',
  'modalities',
  'functions',
  'function_call',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'web_search_options',
]);

/** A chat completion request in canonical form. */
export function readChatRequest({ fields, body, stream }: ChatRequest): ModelRequest {
  const essential: string[] = [];
  const messages = readMessages(fields.messages, essential);
  const tools = readTools(fields.tools ?? [], essential);
  const toolChoice = readToolChoice(fields.tool_choice, essential);
  const responseFormat = readResponseFormat(fields.response_format, essential);
  const unread = unreadMessageFields(body.messages);
  const unmapped = Object.keys(body).filter((name) => !MAPPED.has(name) && !isNeutral(name, body[name]));
  essential.push(...unmapped.filter((name) => ESSENTIAL.has(name)), ...unread.essential);
  return {
    model: fields.model,
    messages,
    tools,
    toolChoice,
    parallelToolCalls: fields.parallel_tool_calls ?? null,
    maxOutputTokens: fields.max_completion_tokens ?? fields.max_tokens ?? null,
    temperature: fields.temperature ?? null,
    topP: fields.top_p ?? null,
    topK: typeof body.top_k === 'number' ? body.top_k : null,
    frequencyPenalty: fields.frequency_penalty ?? null,
    presencePenalty: fields.presence_penalty ?? null,
    seed: fields.seed ?? null,
    stop: typeof fields.stop === 'string' ? [fields.stop] : (fields.stop ?? []),
    choices: fields.n ?? null,
    responseFormat,
    reasoning: readReasoning(fields.reasoning_effort),
    serviceTier: fields.service_tier ?? null,
    user: fields.user ?? null,
    stream,
    unmapped: [...new Set([...unmapped, ...unread.unmapped, ...essential])],
    essential,
  };
}

/** Not set, switched off, or what happens anyway. */
function isNeutral(name: string, value: unknown): boolean {
  if (value === null || value === false) return true;
  if (name === 'modalities') return Array.isArray(value) && value.every((modality) => modality === 'text');
  if (name === 'logit_bias') return Object.keys(record(value) ?? {}).length === 0;
  return name === 'top_logprobs' && value === 0;
}

function readTools(tools: NonNullable<ChatFields['tools']>, essential: string[]): Tool[] {
  return tools.flatMap((tool, index) => {
    const given = tool.function;
    if (given === undefined) {
      essential.push(`tools[${index}]`);
      return [];
    }
    const { name, description = null, parameters = null, strict = null } = given;
    return [{ name, description, parameters, strict }];
  });
}

function readToolChoice(given: unknown, essential: string[]): ToolChoice | null {
  if (given === undefined || given === null) return null;
  if (given === 'auto' || given === 'none' || given === 'required') return given;
  const name = text(record(record(given)?.function)?.name);
  if (name !== null) return { name };
  essential.push('tool_choice');
  return null;
}

function readResponseFormat(
  given: ChatFields['response_format'],
  essential: string[],
): ResponseFormat | null {
  if (given === null || given === undefined) return null;
  if (given.type === 'text') return { type: 'text' };
  if (given.type === 'json_object') return { type: 'json' };
  if (given.type === 'json_schema') {
    const { name, schema, strict } = given.json_schema ?? {};
    return { type: 'json_schema', name: name ?? 'answer', schema: schema ?? {}, strict: strict ?? null };
  }
  essential.push('response_format');
  return null;
}

function readReasoning(effort: string | null | undefined): Reasoning | null {
  return typeof effort === 'string' ? { effort, budgetTokens: null } : null;
}
