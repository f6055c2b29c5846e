import type { ModelRequest, Tool, ToolChoice, WrittenRequest } from '../canonical.ts';
import { ContentsWriter } from './write-contents.ts';
import { thinkingConfig } from './thinking-config.ts';
import type { WireRequest } from './wire.ts';

/** Gemini's names for OpenAI's; `auto` is said by saying nothing. */
const SERVICE_TIERS: Readonly<Record<string, string>> = {
  default: 'standard',
  standard: 'standard',
  flex: 'flex',
  priority: 'priority',
};

/**
 * A canonical request as a generateContent body.
 * @throws SignalboxError BODY_INVALID when the history holds a tool result without its call, or arguments that are no
 * JSON object
 */
export function writeRequest(request: ModelRequest, model: string): WrittenRequest {
  const dropped = new Set<string>();
  const contents = new ContentsWriter(model, dropped).write(request.messages);
  const body: WireRequest = {
    ...contents,
    ...toolFields(request, dropped),
    ...tierField(request.serviceTier, dropped),
  };
  const config = generationConfig(request, model, dropped);
  if (Object.keys(config).length > 0) body.generationConfig = config;
  if (request.user !== null) dropped.add('user');
  return { body: Buffer.from(JSON.stringify(body)), dropped: [...dropped] };
}

function generationConfig(
  request: ModelRequest,
  model: string,
  dropped: Set<string>,
): Record<string, unknown> {
  return withoutNull({
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    maxOutputTokens: request.maxOutputTokens,
    stopSequences: request.stop.length === 0 ? null : request.stop,
    candidateCount: request.choices,
    frequencyPenalty: request.frequencyPenalty,
    presencePenalty: request.presencePenalty,
    seed: request.seed,
    ...responseFormat(request.responseFormat),
    thinkingConfig: thinkingConfig(request.reasoning, model, dropped),
  });
}

/** The schema's name and its strictness are not sent: Gemini names no schema and always keeps to it. */
function responseFormat(format: ModelRequest['responseFormat']): Record<string, unknown> {
  if (format === null || format.type === 'text') return {};
  const responseMimeType = 'application/json';
  return format.type === 'json'
    ? { responseMimeType }
    : { responseMimeType, responseJsonSchema: format.schema };
}

function toolFields(
  { tools, toolChoice, parallelToolCalls }: ModelRequest,
  dropped: Set<string>,
): Pick<WireRequest, 'tools' | 'toolConfig'> {
  if (parallelToolCalls === false) dropped.add('parallelToolCalls');
  if (tools.length === 0) return {};
  if (tools.some(({ strict }) => strict === true)) dropped.add('tools.strict');
  return {
    tools: [{ functionDeclarations: tools.map(declaration) }],
    ...(toolChoice === null ? {} : { toolConfig: { functionCallingConfig: callingConfig(toolChoice) } }),
  };
}

function declaration({ name, description, parameters }: Tool): object {
  return withoutNull({ name, description, parametersJsonSchema: parameters });
}

function callingConfig(choice: ToolChoice): { mode: string; allowedFunctionNames?: string[] } {
  if (typeof choice !== 'string') return { mode: 'ANY', allowedFunctionNames: [choice.name] };
  return { mode: { auto: 'AUTO', none: 'NONE', required: 'ANY' }[choice] };
}

function tierField(tier: string | null, dropped: Set<string>): Pick<WireRequest, 'serviceTier'> {
  if (tier === null || tier === 'auto') return {};
  const known = SERVICE_TIERS[tier];
  if (known !== undefined) return { serviceTier: known };
  dropped.add('serviceTier');
  return {};
}

function withoutNull(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}
