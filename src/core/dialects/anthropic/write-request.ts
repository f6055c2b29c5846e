import { SignalboxError } from '../../../shared/errors.ts';
import type { ModelRequest, Reasoning, Tool, WrittenRequest } from '../canonical.ts';
import { jsonBytes } from '../json-body.ts';
import { writeMessages } from './write-messages.ts';

/** This API wants a limit where others have none; every model that it serves can write as much. */
const DEFAULT_MAX_TOKENS = 8192;

/** A canonical request as a Messages request of API version 2023-06-01, the one that knows samplers. */
export function writeMessagesRequest(request: ModelRequest, model: string): WrittenRequest {
  refuse(request);
  const dropped = new Set<string>();
  for (const name of ['frequencyPenalty', 'presencePenalty', 'seed'] as const) {
    if (request[name] !== null && request[name] !== 0) dropped.add(name);
  }
  const { system, messages } = writeMessages(request.messages, dropped);
  const body = {
    model,
    max_tokens: maxTokens(request),
    system: system.length === 0 ? undefined : system,
    messages,
    tools: request.tools.length === 0 ? undefined : request.tools.map(writeTool),
    tool_choice: writeToolChoice(request),
    temperature: writeTemperature(request.temperature, dropped),
    top_p: request.topP ?? undefined,
    top_k: request.topK ?? undefined,
    stop_sequences: request.stop.length === 0 ? undefined : request.stop,
    ...writeReasoning(request.reasoning, request.responseFormat),
    metadata: request.user === null ? undefined : { user_id: request.user },
    service_tier: writeTier(request.serviceTier, dropped),
    stream: request.stream ? true : undefined,
  };
  return { body: jsonBytes(body), dropped: [...dropped] };
}

function refuse({ choices, responseFormat }: ModelRequest): void {
  if (choices !== null && choices > 1) {
    throw new SignalboxError('FIELD_UNSUPPORTED', { field: 'n (more than one answer)', param: 'n' });
  }
  if (responseFormat?.type === 'json') {
    const field = 'response_format json_object (json_schema is possible)';
    throw new SignalboxError('FIELD_UNSUPPORTED', { field, param: 'response_format' });
  }
}

/** Thought counts towards the limit here, so a budget of thought needs room above it. */
function maxTokens({ maxOutputTokens, reasoning }: ModelRequest): number {
  return maxOutputTokens ?? DEFAULT_MAX_TOKENS + (reasoning?.budgetTokens ?? 0);
}

/** 0 to 1 here, 0 to 2 elsewhere. */
function writeTemperature(given: number | null, dropped: Set<string>): number | undefined {
  if (given === null) return undefined;
  if (given <= 1) return given;
  dropped.add('temperature');
  return 1;
}

function writeTool({ name, description, parameters, strict }: Tool): object {
  return {
    name,
    description: description ?? undefined,
    input_schema: parameters ?? { type: 'object', properties: {} },
    strict: strict ?? undefined,
  };
}

function writeToolChoice({ toolChoice, parallelToolCalls, tools }: ModelRequest): object | undefined {
  const oneAtATime = parallelToolCalls === false ? { disable_parallel_tool_use: true } : {};
  if (toolChoice === null) {
    return parallelToolCalls === false && tools.length > 0 ? { type: 'auto', ...oneAtATime } : undefined;
  }
  if (toolChoice === 'none') return { type: 'none' };
  if (toolChoice === 'auto') return { type: 'auto', ...oneAtATime };
  if (toolChoice === 'required') return { type: 'any', ...oneAtATime };
  return { type: 'tool', name: toolChoice.name, ...oneAtATime };
}

function writeReasoning(reasoning: Reasoning | null, format: ModelRequest['responseFormat']): object {
  const schema =
    format?.type === 'json_schema' ? { format: { type: 'json_schema', schema: format.schema } } : {};
  if (reasoning === null) return outputConfig(schema);
  const { effort, budgetTokens } = reasoning;
  if (effort === 'none') return { thinking: { type: 'disabled' }, ...outputConfig(schema) };
  const thinking =
    budgetTokens === null ? { type: 'adaptive' } : { type: 'enabled', budget_tokens: budgetTokens };
  const named = effort === null ? {} : { effort: effort === 'minimal' ? 'low' : effort };
  return { thinking, ...outputConfig({ ...named, ...schema }) };
}

function outputConfig(given: object): object {
  return Object.keys(given).length === 0 ? {} : { output_config: given };
}

function writeTier(given: string | null, dropped: Set<string>): string | undefined {
  if (given === null) return undefined;
  if (given === 'auto' || given === 'standard_only') return given;
  if (given === 'default') return 'standard_only';
  dropped.add('serviceTier');
  return undefined;
}
