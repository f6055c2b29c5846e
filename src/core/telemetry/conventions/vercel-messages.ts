import type { Message, MessagePart } from '../../../shared/conversation.ts';
import { recordOf, structured, textAt, type Json, type JsonRecord } from './json-value.ts';
import { toolCallParts } from './message-parts.ts';
import { message, messagesFrom, textMessage } from './messages.ts';

/** `ai.prompt`: what the caller gave, {system?, prompt?, messages?}; a prompt is text or messages. */
export function vercelPrompt(value: Json): Message[] {
  const given = recordOf(value);
  if (given === null) return messagesFrom(value, 'user');
  const system = textAt(given, 'system');
  return [
    ...(system === null ? [] : [textMessage('system', system)]),
    ...messagesFrom(given.prompt, 'user'),
    ...messagesFrom(given.messages, 'user'),
  ];
}

/** `ai.value`, `ai.values`: what was embedded, each as JSON text. */
export function vercelValues(value: Json): Message[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((item) => messagesFrom(unquoted(item), 'user'));
}

/** A text that was recorded as a JSON string, without its quotes; anything else as it is. */
export function unquoted(value: Json): Json {
  const list = typeof value === 'string' && value.startsWith('"') ? structured(`[${value}]`) : null;
  return Array.isArray(list) ? (list[0] ?? null) : value;
}

/** The answer of a span, which has an attribute for each kind of content. */
export function vercelResponse(attributes: JsonRecord): Message[] {
  const text = textAt(attributes, 'ai.response.text') ?? '';
  const reasoning = textAt(attributes, 'ai.response.reasoning') ?? '';
  const object = textAt(attributes, 'ai.response.object');
  const parts: MessagePart[] = [
    ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
    ...(object === null ? [] : [{ type: 'other' as const, value: structured(object) }]),
    ...toolCallParts(attributes['ai.response.toolCalls']),
  ];
  return parts.length === 0
    ? []
    : [message('assistant', parts, textAt(attributes, 'ai.response.finishReason'))];
}
