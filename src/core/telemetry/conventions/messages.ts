import type { Message, MessagePart } from '../../../shared/conversation.ts';
import { firstOf, listOf, recordOf, structured, textAt, type Json, type JsonRecord } from './json-value.ts';
import { onlyText, partsFrom, toolCallPart, toolCallParts } from './message-parts.ts';

/**
 * The messages in a recorded value: a text, a message, a list of messages, or a whole request or response
 * that holds such a list. `role` is for messages that do not say theirs.
 */
export function messagesFrom(value: Json | undefined, role: string): Message[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item) => messagesFrom(item, role));
  const record = recordOf(value);
  if (record === null) return [textMessage(role, typeof value === 'string' ? value : JSON.stringify(value))];
  const system = textAt(record, 'system');
  const list = firstOf(record, 'messages', 'choices');
  if (Array.isArray(list)) {
    return [...(system === null ? [] : [textMessage('system', system)]), ...messagesFrom(list, role)];
  }
  return [messageFrom(record, role)];
}

export function textMessage(role: string, text: string): Message {
  return message(role, [{ type: 'text', text }]);
}

export function message(role: string, parts: MessagePart[], finishReason: string | null = null): Message {
  return { role, name: null, parts, finishReason };
}

/** One message; OpenInference and OpenAI's choices wrap it in `message`. */
function messageFrom(outer: JsonRecord, defaultRole: string): Message {
  const record = recordOf(outer.message) ?? outer;
  const role = textAt(record, 'role') ?? defaultRole;
  return {
    role,
    name: textAt(record, 'name'),
    parts: messageParts(record, role),
    finishReason:
      textAt(outer, 'finish_reason', 'finishReason', 'stop_reason') ?? textAt(record, 'finish_reason'),
  };
}

function messageParts(record: JsonRecord, role: string): MessagePart[] {
  const content = partsFrom(firstOf(record, 'parts', 'content', 'contents', 'text'));
  const reasoning = textAt(record, 'reasoning_content', 'reasoning', 'thinking');
  const legacyCall = recordOf(record.function_call);
  const parts: MessagePart[] = [
    ...(reasoning === null || reasoning === '' ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
    ...(isToolAnswer(role) ? toolAnswer(record, content) : content),
    ...toolCallParts(firstOf(record, 'tool_calls', 'toolCalls')),
    ...(legacyCall === null ? [] : [toolCallPart(legacyCall)]),
  ];
  return parts.length > 0 || hasOnlyEnvelope(record) ? parts : [{ type: 'other', value: record as Json }];
}

function isToolAnswer(role: string): boolean {
  return role === 'tool' || role === 'function';
}

/** Chat dialects give a tool's answer as the text of a message whose role is `tool`. */
function toolAnswer(record: JsonRecord, content: MessagePart[]): MessagePart[] {
  const text = onlyText(content);
  if (text === null || content.length === 0) return content;
  const id = textAt(record, 'tool_call_id', 'toolCallId', 'id', 'name');
  return [{ type: 'tool_result', id, result: text }];
}

const ENVELOPE: ReadonlySet<string> = new Set([
  'role',
  'name',
  'content',
  'contents',
  'parts',
  'text',
  'tool_calls',
  'toolCalls',
  'tool_call_id',
  'refusal',
  'finish_reason',
  'finishReason',
  'stop_reason',
  'index',
  'id',
  'message',
  'reasoning',
  'reasoning_content',
]);

/** A message without content (only calls were expected, or it was not recorded) rather than a shape we do not know. */
function hasOnlyEnvelope(record: JsonRecord): boolean {
  return Object.keys(record).every((key) => ENVELOPE.has(key));
}

/** A list whose strings may be JSON themselves. */
export function structuredList(value: Json | undefined): readonly Json[] {
  return listOf(structured(value ?? null)).map(structured);
}
