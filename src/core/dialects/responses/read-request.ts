import {
  NOTHING_SAID,
  type Message,
  type ModelRequest,
  type ResponseFormat,
  type Tool,
  type ToolChoice,
} from '../canonical.ts';
import { text } from '../json-fields.ts';
import { readInput } from './read-input.ts';
import type { ResponsesFields } from './request-schema.ts';
import { unreadFields } from './unread-fields.ts';
import { unsupported } from './unsupported.ts';

/** Fields that need a store of answers, and why they are refused. */
const STATEFUL: Readonly<Record<string, string>> = {
  previous_response_id:
    'answers are not stored here, so none can be continued; send the conversation as input',
  conversation: 'conversations are not stored here; send the conversation as input',
  background: 'answers are not kept here to be fetched later',
  prompt: 'stored prompts are known to OpenAI only',
};

/** Fields that have a place in the canonical form or in our own answer, or that say nothing to another vendor. */
const MAPPED = new Set([
  'model',
  'input',
  'instructions',
  'stream',
  'stream_options',
  'store',
  'max_output_tokens',
  'max_tool_calls',
  'temperature',
  'top_p',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'text',
  'reasoning',
  'service_tier',
  'user',
  'metadata',
  'include',
  ...Object.keys(STATEFUL),
]);

/** Without them the answer would be another one. */
const ESSENTIAL = new Set(['top_logprobs']);

/** @throws SignalboxError RESPONSES_FIELD_UNSUPPORTED */
export function refuseStateful(fields: ResponsesFields): void {
  for (const [name, reason] of Object.entries(STATEFUL)) {
    const given = fields[name];
    if (given !== undefined && given !== null && given !== false) throw unsupported(name, reason);
  }
}

/**
 * A Responses request in canonical form.
 * @throws SignalboxError BODY_INVALID, RESPONSES_FIELD_UNSUPPORTED
 */
export function readResponsesRequest(fields: ResponsesFields): ModelRequest {
  refuseStateful(fields);
  const essential: string[] = [];
  const messages = [...readInstructions(fields), ...readInput(fields.input, essential)];
  const unmapped = unmappedFields(fields);
  essential.push(...unmapped.filter((name) => ESSENTIAL.has(name)));
  const effort = fields.reasoning?.effort ?? null;
  return {
    ...NOTHING_SAID,
    model: fields.model,
    messages,
    tools: (fields.tools ?? []).map(readTool),
    toolChoice: readToolChoice(fields.tool_choice),
    parallelToolCalls: fields.parallel_tool_calls ?? null,
    maxOutputTokens: fields.max_output_tokens ?? null,
    temperature: fields.temperature ?? null,
    topP: fields.top_p ?? null,
    responseFormat: readFormat(fields),
    reasoning: effort === null ? null : { effort, budgetTokens: null },
    serviceTier: fields.service_tier ?? null,
    user: fields.user ?? null,
    stream: fields.stream === true,
    unmapped: [...new Set([...unmapped, ...unreadFields(fields), ...essential])],
    essential,
  };
}

function readInstructions({ instructions }: ResponsesFields): Message[] {
  if (instructions === null || instructions === undefined || instructions === '') return [];
  return [{ role: 'system', parts: [{ type: 'text', text: instructions }] }];
}

function unmappedFields(fields: ResponsesFields): string[] {
  const unmapped = Object.keys(fields).filter((name) => {
    const value = fields[name];
    const isDefault =
      (name === 'truncation' && value === 'disabled') || (name === 'top_logprobs' && value === 0);
    return !MAPPED.has(name) && value !== null && value !== undefined && value !== false && !isDefault;
  });
  if (typeof fields.text?.verbosity === 'string' && fields.text.verbosity !== 'medium') {
    unmapped.push('text.verbosity');
  }
  return unmapped;
}

function readTool(tool: NonNullable<ResponsesFields['tools']>[number], index: number): Tool {
  const { type, name, description = null, parameters = null, strict = null } = tool;
  if (type !== 'function' || name === undefined) {
    throw unsupported(`tools[${index}]`, `tools of the type ${type} are run by OpenAI only`);
  }
  return { name, description, parameters, strict };
}

function readToolChoice(given: ResponsesFields['tool_choice']): ToolChoice | null {
  if (given === undefined || given === null) return null;
  if (given === 'auto' || given === 'none' || given === 'required') return given;
  const name = typeof given === 'string' || given.type !== 'function' ? null : text(given.name);
  if (name !== null) return { name };
  throw unsupported('tool_choice', 'only auto, none, required or one function can be chosen');
}

function readFormat(fields: ResponsesFields): ResponseFormat | null {
  const format = fields.text?.format ?? null;
  if (format === null) return null;
  if (format.type === 'text') return { type: 'text' };
  if (format.type === 'json_object') return { type: 'json' };
  const { name = 'answer', schema = {}, strict = null } = format;
  return { type: 'json_schema', name, schema, strict };
}
