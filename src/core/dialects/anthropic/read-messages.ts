import type { CacheMark, ImageSource, Message, Part } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { mediaPart } from '../media-part.ts';
import type { ContentBlock, MessagesFields } from './messages-request.ts';

/** Messages in canonical form, the system prompt first; `missed` gets the paths of what has no place in it. */
export function readMessages({ system, messages }: MessagesFields, missed: string[]): Message[] {
  const read = messages.flatMap(({ role, content }, index) =>
    splitToolResults(role, readContent(content, `messages[${index}].content`, missed)),
  );
  if (system === null || system === undefined) return read;
  return [{ role: 'system', parts: readContent(system, 'system', missed) }, ...read];
}

/** Results of tools come inside user messages here; in the canonical form they are messages of their own. */
function splitToolResults(role: 'user' | 'assistant' | 'system', parts: readonly Part[]): Message[] {
  if (!parts.some(({ type }) => type === 'tool_result')) return [{ role, parts }];
  const results = parts.filter(({ type }) => type === 'tool_result');
  const rest = parts.filter(({ type }) => type !== 'tool_result');
  const said: Message[] = rest.length === 0 ? [] : [{ role, parts: rest }];
  return [{ role: 'tool', parts: results }, ...said];
}

function readContent(content: string | readonly ContentBlock[], path: string, missed: string[]): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((block, index) => readBlock(block, `${path}[${index}]`, missed));
}

function readBlock(block: Record<string, unknown>, path: string, missed: string[]): Part {
  switch (block.type) {
    case 'text':
      if (list(block.citations).length > 0) missed.push(`${path}.citations`);
      return { type: 'text', text: text(block.text) ?? '', ...readCache(block) };
    case 'image': {
      const source = readImage(record(block.source));
      if (source !== null) return { type: 'image', source };
      break;
    }
    case 'tool_use': {
      const call = { id: text(block.id) ?? '', name: text(block.name) ?? '' };
      return { type: 'tool_call', ...call, arguments: JSON.stringify(block.input ?? {}) };
    }
    case 'tool_result': {
      const content = Array.isArray(block.content)
        ? list(block.content).map((part, index) => readBlock(record(part) ?? {}, `${path}[${index}]`, missed))
        : readContent(text(block.content) ?? '', path, missed);
      const isError = block.is_error === true;
      return { type: 'tool_result', id: text(block.tool_use_id) ?? '', content, isError };
    }
    case 'thinking': {
      const signature = text(block.signature);
      return { type: 'reasoning', text: text(block.thinking) ?? '', signature, redacted: null };
    }
    case 'redacted_thinking':
      return { type: 'reasoning', text: '', signature: null, redacted: text(block.data) };
  }
  missed.push(path);
  return mediaPart(text(block.type) ?? 'unknown', block);
}

function readCache(block: Record<string, unknown>): { cache?: CacheMark } {
  const mark = record(block.cache_control);
  if (mark?.type !== 'ephemeral') return {};
  return { cache: mark.ttl === '1h' ? '1h' : '5m' };
}

/** Null for images that are kept as files at the vendor. */
function readImage(source: Record<string, unknown> | null): ImageSource | null {
  const url = text(source?.url);
  if (source?.type === 'url' && url !== null) return { type: 'url', url };
  const data = text(source?.data);
  if (source?.type !== 'base64' || data === null) return null;
  return { type: 'base64', mediaType: text(source.media_type) ?? 'image/png', data };
}
