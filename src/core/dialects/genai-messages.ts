import type { Choice, Message, Part, Tool } from './canonical.ts';
import { tryJson } from './json-fields.ts';

/*
 * Messages in the shape of the OpenTelemetry GenAI conventions v1.41.1 (gen-ai-input-messages.json and
 * gen-ai-output-messages.json). System messages stay in the history, as the conventions ask.
 */
interface GenAiMessage {
  role: string;
  parts: unknown[];
  name?: string;
  finish_reason?: string;
}

export function toInputMessages(messages: readonly Message[]): GenAiMessage[] {
  return messages.map(({ role, parts, name }) => ({
    role,
    parts: parts.map(toPart),
    ...(name === undefined ? {} : { name }),
  }));
}

export function toOutputMessages(choices: readonly Choice[]): GenAiMessage[] {
  return choices.map(({ parts, finishReason }) => ({
    role: 'assistant',
    parts: parts.map(toPart),
    // The conventions name this one reason differently from the vendors.
    ...(finishReason === null
      ? {}
      : { finish_reason: finishReason === 'tool_calls' ? 'tool_call' : finishReason }),
  }));
}

/** Tool definitions, as the conventions flatten them. */
export function toToolDefinitions(tools: readonly Tool[]): unknown[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    name,
    ...(description === null ? {} : { description }),
    ...(parameters === null ? {} : { parameters }),
  }));
}

function toPart(part: Part): unknown {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text', content: part.text };
    case 'reasoning':
      return { type: 'reasoning', content: part.text };
    case 'tool_call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: jsonOrText(part.arguments) };
    case 'tool_result':
      return { type: 'tool_call_response', id: part.id, response: toResponse(part.content) };
    // Where it is if it has an address, never its bytes.
    case 'image':
      return part.source.type === 'url'
        ? { type: 'uri', modality: 'image', uri: part.source.url }
        : { type: 'blob', mime_type: part.source.mediaType, modality: 'image', content: '' };
    case 'media':
      return { type: part.kind, modality: part.kind };
  }
}

function toResponse(content: readonly Part[]): unknown {
  if (content.every((part) => part.type === 'text')) {
    return jsonOrText(content.map(({ text }) => text).join(''));
  }
  return content.map(toPart);
}

/** Models and tools write JSON as text, sometimes invalid: then the text itself is kept. */
function jsonOrText(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return text;
  return tryJson(text) ?? text;
}
