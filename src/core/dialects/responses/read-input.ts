import { SignalboxError } from '../../../shared/errors.ts';
import type { ImageSource, Message, Part, Role } from '../canonical.ts';
import { text } from '../json-fields.ts';
import { readEncrypted } from './encrypted-content.ts';
import { mediaPart } from '../media-part.ts';
import type { InputContent, InputItem } from './request-schema.ts';
import { unsupported } from './unsupported.ts';

/**
 * The items of `input` as messages. What the model said before comes as several items; it is one message. `missed`
 * gets the paths of what has no place in a message.
 * @throws SignalboxError BODY_INVALID, RESPONSES_FIELD_UNSUPPORTED for items of what is not stored or not run here
 */
export function readInput(input: string | readonly InputItem[], missed: string[]): Message[] {
  if (typeof input === 'string') return [{ role: 'user', parts: [{ type: 'text', text: input }] }];
  const messages: Message[] = [];
  input.forEach((item, index) => {
    const message = readItem(item, `input[${index}]`, missed);
    const previous = messages.at(-1);
    if (message.role === 'assistant' && previous?.role === 'assistant') {
      messages[messages.length - 1] = { ...previous, parts: [...previous.parts, ...message.parts] };
    } else {
      messages.push(message);
    }
  });
  return messages;
}

function readItem(item: InputItem, path: string, missed: string[]): Message {
  switch (item.type ?? 'message') {
    case 'message':
      return { role: roleOf(item, path), parts: readContent(item.content ?? '', `${path}.content`, missed) };
    case 'function_call': {
      const id = required(item.call_id, `${path}.call_id`);
      const name = required(item.name, `${path}.name`);
      const part: Part = { type: 'tool_call', id, name, arguments: item.arguments ?? '' };
      return { role: 'assistant', parts: [part] };
    }
    case 'function_call_output': {
      const id = required(item.call_id, `${path}.call_id`);
      const content = readContent(item.output ?? '', `${path}.output`, missed);
      return { role: 'tool', parts: [{ type: 'tool_result', id, content, isError: false }] };
    }
    case 'reasoning':
      return { role: 'assistant', parts: [readReasoning(item)] };
    case 'item_reference':
      throw unsupported(path, 'items are not stored here, so none can be referred to');
    default:
      throw unsupported(path, `items of the type ${item.type ?? ''} belong to tools that OpenAI runs`);
  }
}

function roleOf({ role }: InputItem, path: string): Role {
  const given = required(role, `${path}.role`);
  return given === 'developer' ? 'system' : given;
}

function required<T extends string>(value: T | undefined, path: string): T {
  if (value !== undefined && value !== '') return value;
  throw new SignalboxError('BODY_INVALID', { reason: `${path}: it is missing`, param: path });
}

function readReasoning(item: InputItem): Part {
  const thoughts = Array.isArray(item.content) && item.content.length > 0 ? item.content : item.summary;
  const said = (thoughts ?? []).map((thought) => text(thought.text) ?? '').join('\n\n');
  return { type: 'reasoning', text: said, ...readEncrypted(item.encrypted_content ?? null) };
}

function readContent(content: InputContent, path: string, missed: string[]): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((part, index) => {
    const read = readPart(part);
    if (read.type === 'media') missed.push(`${path}[${index}]`);
    return read;
  });
}

function readPart(part: Record<string, unknown> & { type: string }): Part {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { type: 'text', text: text(part.text) ?? '' };
    case 'refusal':
      return { type: 'refusal', text: text(part.refusal) ?? '' };
    case 'input_image': {
      const url = text(part.image_url);
      const detail = text(part.detail);
      if (url === null) return { type: 'media', kind: 'stored image' };
      return { type: 'image', source: imageSource(url), ...(detail === null ? {} : { detail }) };
    }
    default:
      return mediaPart(part.type.replace(/^input_/, ''), part);
  }
}

/** A `data:` URL is the image itself. */
function imageSource(url: string): ImageSource {
  const [, mediaType, data] = /^data:([^;,]+);base64,(.*)$/s.exec(url) ?? [];
  return mediaType === undefined || data === undefined
    ? { type: 'url', url }
    : { type: 'base64', mediaType, data };
}
