import {
  NOTHING_SAID,
  type ModelRequest,
  type Reasoning,
  type ResponseFormat,
  type Tool,
  type ToolChoice,
} from '../canonical.ts';
import type { MessagesFields, MessagesRequest } from './messages-request.ts';
import { readMessages } from './read-messages.ts';
import { unreadFields } from './unread-fields.ts';

const MAPPED = new Set([
  'model',
  'messages',
  'system',
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'metadata',
  'service_tier',
]);

/** Fields that ask for what only this vendor has. */
const ESSENTIAL = new Set(['container', 'mcp_servers', 'context_management']);

/** A Messages request in canonical form. */
export function readMessagesRequest({ fields, body, stream }: MessagesRequest): ModelRequest {
  const essential: string[] = [];
  const messages = readMessages(fields, essential);
  const tools = readTools(fields.tools ?? [], essential);
  const responseFormat = readFormat(fields, essential);
  const unmapped = Object.keys(body).filter((name) => !MAPPED.has(name) && !isUnset(body[name]));
  essential.push(...unmapped.filter((name) => ESSENTIAL.has(name)));
  return {
    ...NOTHING_SAID,
    model: fields.model,
    messages,
    tools,
    toolChoice: readToolChoice(fields.tool_choice),
    parallelToolCalls: readParallel(fields.tool_choice?.disable_parallel_tool_use),
    maxOutputTokens: fields.max_tokens ?? null,
    temperature: fields.temperature ?? null,
    topP: fields.top_p ?? null,
    topK: fields.top_k ?? null,
    stop: fields.stop_sequences ?? [],
    responseFormat,
    reasoning: readReasoning(fields),
    serviceTier: fields.service_tier ?? null,
    user: fields.metadata?.user_id ?? null,
    stream,
    unmapped: [...new Set([...unmapped, ...unreadFields(fields), ...essential])],
    essential,
  };
}

function isUnset(value: unknown): boolean {
  return value === null || value === undefined || value === false;
}

/** Only the caller's own tools; those that run at the vendor are nobody else's. */
function readTools(tools: NonNullable<MessagesFields['tools']>, essential: string[]): Tool[] {
  return tools.flatMap((tool, index) => {
    const { type, name, description = null, input_schema: parameters, strict = null } = tool;
    if ((typeof type === 'string' && type !== 'custom') || name === undefined) {
      essential.push(`tools[${index}]`);
      return [];
    }
    return [{ name, description, parameters: parameters ?? null, strict }];
  });
}

function readToolChoice(given: MessagesFields['tool_choice']): ToolChoice | null {
  if (given === null || given === undefined) return null;
  switch (given.type) {
    case 'auto':
    case 'none':
      return given.type;
    case 'any':
      return 'required';
    case 'tool':
      return { name: given.name ?? '' };
    default:
      return null;
  }
}

function readParallel(disabled: boolean | null | undefined): boolean | null {
  return typeof disabled === 'boolean' ? !disabled : null;
}

function readFormat({ output_config: config }: MessagesFields, essential: string[]): ResponseFormat | null {
  const format = config?.format;
  if (format === null || format === undefined) return null;
  if (format.type === 'json_schema') {
    return { type: 'json_schema', name: 'answer', schema: format.schema ?? {}, strict: true };
  }
  essential.push('output_config.format');
  return null;
}

function readReasoning({ thinking, output_config: config }: MessagesFields): Reasoning | null {
  const effort = config?.effort ?? null;
  if (thinking?.type === 'disabled') return { effort: 'none', budgetTokens: null };
  const budgetTokens = thinking?.type === 'enabled' ? (thinking.budget_tokens ?? null) : null;
  return effort === null && budgetTokens === null ? null : { effort, budgetTokens };
}
