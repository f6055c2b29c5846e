import type { CacheMark, ImageSource, Message, Part, Role } from '../canonical.ts';
import { record, text } from '../json-fields.ts';
import { mediaPart } from '../media-part.ts';
import type { ChatMessage } from './chat-request.ts';

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

/** Messages in canonical form; `missed` gets the paths of what has no place in it. */
export function readMessages(messages: readonly ChatMessage[], missed: string[]): Message[] {
  return messages.map((message, index) => {
    const path = `messages[${index}]`;
    const role = ROLES[message.role] ?? 'user';
    const name = typeof message.name === 'string' ? { name: message.name } : {};
    const content = readContent(message.content, `${path}.content`, missed);
    if (role !== 'tool') return { role, parts: [...content, ...readRest(message, path, missed)], ...name };
    const id = message.tool_call_id ?? message.name ?? '';
    return { role, parts: [{ type: 'tool_result', id, content, isError: false }], ...name };
  });
}

function readContent(content: ChatMessage['content'], path: string, missed: string[]): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return (content ?? []).map((part, index) => {
    const read = readPart(part);
    if (read.type === 'media') missed.push(`${path}[${index}]`);
    return read;
  });
}

function readPart(part: Record<string, unknown> & { type: string }): Part {
  if (part.type === 'text') return { type: 'text', text: text(part.text) ?? '', ...readCache(part) };
  if (part.type === 'refusal') return { type: 'refusal', text: text(part.refusal) ?? '' };
  if (part.type === 'image_url') {
    const given = record(part.image_url);
    const url = text(given?.url) ?? text(part.image_url);
    const detail = text(given?.detail);
    if (url !== null) {
      return { type: 'image', source: imageSource(url), ...(detail === null ? {} : { detail }) };
    }
  }
  return mediaPart(part.type.replace(/^input_/, ''), part);
}

/** Not OpenAI's, but how callers of its dialect mark a prompt for Anthropic's cache (OpenRouter, LiteLLM). */
function readCache(part: Record<string, unknown>): { cache?: CacheMark } {
  const mark = record(part.cache_control);
  if (mark?.type !== 'ephemeral') return {};
  return { cache: mark.ttl === '1h' ? '1h' : '5m' };
}

/** A `data:` URL is the image itself. */
function imageSource(url: string): ImageSource {
  const [, mediaType, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  return mediaType === undefined || data === undefined
    ? { type: 'url', url }
    : { type: 'base64', mediaType, data };
}

function readRest(message: ChatMessage, path: string, missed: string[]): Part[] {
  const parts: Part[] = [];
  if (typeof message.refusal === 'string') parts.push({ type: 'refusal', text: message.refusal });
  (message.tool_calls ?? []).forEach((call, index) => {
    if (call.function === undefined) missed.push(`${path}.tool_calls[${index}]`);
    const name = call.function?.name ?? call.custom?.name ?? '';
    const given = call.function?.arguments ?? call.custom?.input ?? '';
    parts.push({ type: 'tool_call', id: call.id ?? '', name, arguments: given });
  });
  return parts;
}
