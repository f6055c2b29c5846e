import type { MessagePart } from '../../../shared/conversation.ts';
import { isPictureUrl } from '../../../shared/picture.ts';
import { firstOf, listOf, recordOf, structured, textAt, type Json, type JsonRecord } from './json-value.ts';

/**
 * The parts of a message's content in any of the shapes that instrumentations record: text, GenAI parts,
 * OpenAI and Anthropic content blocks, Bedrock blocks, Vercel AI parts, OpenInference's wrapped contents.
 */
export function partsFrom(content: Json | undefined): MessagePart[] {
  if (content === undefined || content === null || content === '') return [];
  return (Array.isArray(content) ? content : [content]).map(partFrom);
}

function partFrom(value: Json): MessagePart {
  if (typeof value === 'string') return { type: 'text', text: value };
  const record = recordOf(value);
  if (record === null) return { type: 'other', value };
  const inner = recordOf(firstOf(record, 'message_content', 'tool_call', 'toolUse', 'toolResult'));
  if (inner !== null) return wrappedPart(record, inner);
  return typedPart(record) ?? { type: 'other', value };
}

/** OpenInference and Bedrock name the kind of a part by the key that holds it. */
function wrappedPart(record: JsonRecord, inner: JsonRecord): MessagePart {
  if ('tool_call' in record || 'toolUse' in record) return toolCallPart(inner);
  if ('toolResult' in record) return toolResultPart(inner);
  return typedPart(inner) ?? { type: 'other', value: inner as Json };
}

function typedPart(record: JsonRecord): MessagePart | null {
  switch (textAt(record, 'type')?.replaceAll('-', '_') ?? '') {
    case 'text':
    case 'input_text':
    case 'output_text':
    case '': {
      const text = textAt(record, 'text', 'content');
      return text === null ? null : { type: 'text', text };
    }
    case 'reasoning':
    case 'thinking': {
      const text = textAt(record, 'content', 'text', 'thinking', 'reasoning');
      return text === null ? null : { type: 'reasoning', text };
    }
    case 'tool_call':
    case 'tool_use':
    case 'function':
    case 'function_call':
      return toolCallPart(record);
    case 'tool_call_response':
    case 'tool_result':
    case 'function_call_output':
      return toolResultPart(record);
    case 'image':
    case 'image_url':
    case 'input_image':
    case 'audio':
    case 'input_audio':
    case 'video':
    case 'document':
    case 'file':
    case 'input_file':
    case 'blob':
    case 'uri':
      return mediaPart(record);
    default:
      return null;
  }
}

/** A tool call, flat or with OpenAI's inner `function`. Arguments that are JSON text are parsed. */
export function toolCallPart(record: JsonRecord): MessagePart {
  const called = recordOf(record.function) ?? record;
  return {
    type: 'tool_call',
    id: textAt(record, 'call_id', 'id', 'toolCallId', 'tool_call_id', 'toolUseId'),
    name: textAt(called, 'name', 'toolName', 'tool_name') ?? '',
    arguments: structured(firstOf(called, 'arguments', 'args', 'input') ?? null),
  };
}

function toolResultPart(record: JsonRecord): MessagePart {
  const result = firstOf(record, 'response', 'result', 'output', 'content') ?? null;
  const tagged = recordOf(result);
  return {
    type: 'tool_result',
    id: textAt(record, 'id', 'toolCallId', 'tool_call_id', 'tool_use_id', 'toolUseId', 'call_id'),
    // The Vercel AI SDK tags outputs: {type: "json", value}.
    result: tagged !== null && 'type' in tagged && 'value' in tagged ? (tagged.value ?? null) : result,
  };
}

function mediaPart(record: JsonRecord): MessagePart {
  const source = mediaSource(record);
  const location = textAt(source, 'uri', 'url', 'file_id', 'fileId', 'filename', 'file_name', 'id') ?? '';
  const embedded = location.startsWith('data:') || location === '';
  const dataType = /^data:([^;,]+)/.exec(location)?.[1];
  const kind = textAt(record, 'modality') ?? textAt(record, 'type') ?? 'media';
  const mediaType = textAt(source, 'mime_type', 'mimeType', 'media_type', 'mediaType') ?? dataType ?? null;
  const dataUrl = pictureUrl(location, mediaType, textAt(source, 'data', 'bytes', 'content', 'base64'));
  return {
    type: 'media',
    mediaType,
    description: embedded ? `${kind}, embedded` : `${kind} ${location}`,
    ...(dataUrl === null ? {} : { dataUrl }),
  };
}

/** The picture that a part holds itself, as a data URL of a format that is safe to show; null for everything else. */
function pictureUrl(location: string, mediaType: string | null, data: string | null): string | null {
  const url = location.startsWith('data:')
    ? location
    : location === '' && mediaType !== null && data !== null && `data:${mediaType};base64,${data}`;
  return url !== false && isPictureUrl(url) ? url : null;
}

/** The object that says where the data are: `image_url.url`, `source.url`, `image.image.url` or the part itself. */
function mediaSource(record: JsonRecord): JsonRecord {
  const held = firstOf(record, 'image_url', 'source', 'image', 'file', 'input_audio', 'audio');
  if (typeof held === 'string') return { ...record, url: held };
  const inner = recordOf(held);
  return inner === null ? record : { ...record, ...inner, ...recordOf(inner.image) };
}

/** Whether all of `parts` is text, and that text. */
export function onlyText(parts: readonly MessagePart[]): string | null {
  return parts.every((part) => part.type === 'text') ? parts.map((part) => part.text).join('\n') : null;
}

export function toolCallParts(value: Json | undefined): MessagePart[] {
  return listOf(structured(value ?? null)).flatMap((call) => {
    const record = recordOf(call);
    return record === null ? [] : [toolCallPart(recordOf(record.tool_call) ?? record)];
  });
}
