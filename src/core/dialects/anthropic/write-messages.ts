import type { ImageSource, Message, Part } from '../canonical.ts';
import { toThoughtSignature } from '../gemini/signature.ts';
import { toolInput } from './write-answer.ts';

interface WireMessage {
  role: 'user' | 'assistant' | 'system';
  content: object[];
}

export interface WrittenMessages {
  /** The system prompt that comes before all else. */
  readonly system: object[];
  readonly messages: WireMessage[];
}

/**
 * Messages as Anthropic takes them: the leading system prompt apart, results of tools as blocks of a user message,
 * neighbours of one role joined, since all results of parallel calls must come in one message.
 */
export function writeMessages(given: readonly Message[], dropped: Set<string>): WrittenMessages {
  const firstOther = given.findIndex(({ role }) => role !== 'system');
  const leading = firstOther === -1 ? given : given.slice(0, firstOther);
  const rest = firstOther === -1 ? [] : given.slice(firstOther);
  const messages: WireMessage[] = [];
  for (const { role, parts, name } of rest) {
    if (name !== undefined) dropped.add('messages.name');
    const wireRole = role === 'tool' ? 'user' : role;
    const content = parts.flatMap((part) => writePart(part, dropped));
    const last = messages.at(-1);
    if (content.length === 0) continue;
    if (last?.role === wireRole) last.content.push(...content);
    else messages.push({ role: wireRole, content });
  }
  return {
    system: leading.flatMap(({ parts }) => parts.flatMap((part) => writePart(part, dropped))),
    messages,
  };
}

function writePart(part: Part, dropped: Set<string>): object[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      // The API refuses empty blocks; they say nothing.
      return part.text === '' ? [] : [{ type: 'text', text: part.text, ...cacheControl(part) }];
    case 'image':
      if (part.detail !== undefined && part.detail !== 'auto') dropped.add('messages.detail');
      return [{ type: 'image', source: imageSource(part.source) }];
    case 'tool_call': {
      const { id, name } = part;
      return [{ type: 'tool_use', id, name, input: toolInput(part.arguments) }];
    }
    case 'tool_result': {
      const content = part.content.flatMap((inner) => writePart(inner, dropped));
      const result = { type: 'tool_result', tool_use_id: part.id, content };
      return [part.isError ? { ...result, is_error: true } : result];
    }
    case 'reasoning':
      return writeReasoning(part, dropped);
    case 'media':
      return [];
  }
}

/** Thought is taken back only with the proof that it is the vendor's own. */
function writeReasoning(part: Extract<Part, { type: 'reasoning' }>, dropped: Set<string>): object[] {
  if (part.redacted !== null) return [{ type: 'redacted_thinking', data: part.redacted }];
  if (part.signature !== null && part.signature !== '' && toThoughtSignature(part.signature) === null) {
    return [{ type: 'thinking', thinking: part.text, signature: part.signature }];
  }
  dropped.add('messages.reasoning');
  return [];
}

function cacheControl(part: Extract<Part, { type: 'text' | 'refusal' }>): object {
  if (part.type !== 'text' || part.cache === undefined) return {};
  return { cache_control: { type: 'ephemeral', ...(part.cache === '1h' ? { ttl: '1h' } : {}) } };
}

function imageSource(source: ImageSource): object {
  if (source.type === 'url') return { type: 'url', url: source.url };
  return { type: 'base64', media_type: source.mediaType, data: source.data };
}
