import { SignalboxError } from '../../../shared/errors.ts';
import type { ModelRequest, ResponseFormat, Tool, ToolChoice, WrittenRequest } from '../canonical.ts';
import { jsonBytes } from '../json-body.ts';
import { limitName } from './limit-name.ts';
import { writeMessages } from './write-messages.ts';

const MOST_STOPS = 4;
const TIERS = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast']);

/** A canonical request as a chat completion request; the usage of a stream is always asked for. */
export function writeChatRequest(request: ModelRequest, model: string): WrittenRequest {
  if (request.stop.length > MOST_STOPS) {
    throw new SignalboxError('FIELD_UNSUPPORTED', { field: `stop (more than ${MOST_STOPS})`, param: 'stop' });
  }
  const dropped = new Set<string>();
  if (request.topK !== null) dropped.add('topK');
  const serviceTier = tier(request.serviceTier, dropped);
  const body = {
    model,
    messages: writeMessages(request.messages, dropped),
    tools: request.tools.length === 0 ? undefined : request.tools.map(writeTool),
    tool_choice: writeToolChoice(request.toolChoice),
    parallel_tool_calls: said(request.parallelToolCalls),
    [limitName(model)]: said(request.maxOutputTokens),
    temperature: said(request.temperature),
    top_p: said(request.topP),
    frequency_penalty: said(request.frequencyPenalty),
    presence_penalty: said(request.presencePenalty),
    seed: said(request.seed),
    stop: request.stop.length === 0 ? undefined : request.stop,
    n: said(request.choices),
    response_format: writeResponseFormat(request.responseFormat),
    reasoning_effort: writeEffort(request, dropped),
    service_tier: serviceTier,
    user: said(request.user),
    ...(request.stream ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
  return { body: jsonBytes(body), dropped: [...dropped] };
}

function said<T>(value: T | null): T | undefined {
  return value ?? undefined;
}

function tier(given: string | null, dropped: Set<string>): string | undefined {
  if (given === null) return undefined;
  if (given === 'standard_only') return 'default';
  if (TIERS.has(given)) return given;
  dropped.add('serviceTier');
  return undefined;
}

function writeTool({ name, description, parameters, strict }: Tool): object {
  const given = { name, description: said(description), parameters: said(parameters), strict: said(strict) };
  return { type: 'function', function: given };
}

function writeToolChoice(choice: ToolChoice | null): unknown {
  if (choice === null || typeof choice === 'string') return said(choice);
  return { type: 'function', function: { name: choice.name } };
}

function writeResponseFormat(format: ResponseFormat | null): object | undefined {
  if (format === null) return undefined;
  if (format.type === 'json') return { type: 'json_object' };
  if (format.type === 'text') return { type: 'text' };
  const { name, schema, strict } = format;
  return { type: 'json_schema', json_schema: { name, schema, strict: said(strict) } };
}

/** A budget of thought in tokens has no place here; the effort that is closest to it has. */
function writeEffort({ reasoning }: ModelRequest, dropped: Set<string>): string | undefined {
  if (reasoning === null) return undefined;
  if (reasoning.budgetTokens !== null) dropped.add('reasoning.budgetTokens');
  if (reasoning.effort !== null) return reasoning.effort;
  const budget = reasoning.budgetTokens;
  if (budget === null) return undefined;
  return budget <= 4096 ? 'low' : budget <= 16_384 ? 'medium' : 'high';
}
