import type { Message } from '../../../shared/conversation.ts';
import { structured, textAt, type Json, type JsonRecord } from './json-value.ts';
import { message, messagesFrom } from './messages.ts';

/** Which attributes name the tool and the call, by convention. */
const TOOL_NAME_KEYS = ['gen_ai.tool.name', 'ai.toolCall.name', 'tool.name'] as const;
const CALL_ID_KEYS = ['gen_ai.tool.call.id', 'ai.toolCall.id', 'tool.id', 'tool_call.id'] as const;

/** The span of a tool's run shows as the call that asked for it ... */
export function toolCallMessage(attributes: JsonRecord, given: Json | undefined): Message[] {
  if (given === undefined || given === null) return [];
  const name = textAt(attributes, ...TOOL_NAME_KEYS, 'traceloop.entity.name') ?? '';
  const id = textAt(attributes, ...CALL_ID_KEYS);
  return [message('assistant', [{ type: 'tool_call', id, name, arguments: structured(given) }])];
}

/** ... and the result that it gave. */
export function toolResultMessage(attributes: JsonRecord, result: Json | undefined): Message[] {
  if (result === undefined || result === null) return [];
  const id = textAt(attributes, ...CALL_ID_KEYS);
  return [message('tool', [{ type: 'tool_result', id, result: structured(result) }])];
}

/** Input of any span in conventions that have one attribute for all: a tool's arguments, else messages or text. */
export function genericInput(attributes: JsonRecord, value: Json | undefined): Message[] {
  return isTool(attributes) ? toolCallMessage(attributes, value) : messagesFrom(withMessages(value), 'user');
}

export function genericOutput(attributes: JsonRecord, value: Json | undefined): Message[] {
  return isTool(attributes)
    ? toolResultMessage(attributes, value)
    : messagesFrom(withMessages(value), 'assistant');
}

function isTool(attributes: JsonRecord): boolean {
  return (
    textAt(attributes, 'openinference.span.kind') === 'TOOL' ||
    textAt(attributes, 'traceloop.span.kind') === 'tool'
  );
}

/** A recorded request or response is read as its messages; any other JSON is shown as the text it is. */
function withMessages(value: Json | undefined): Json | undefined {
  const parsed = structured(value ?? null);
  const hasMessages =
    typeof parsed === 'object' && parsed !== null && ('messages' in parsed || 'choices' in parsed);
  return hasMessages ? parsed : value;
}
