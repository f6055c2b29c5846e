import type { Message } from '../../../shared/conversation.ts';
import type { EventRecord } from '../../store/span-record.ts';
import { toPlainAttributes } from '../otlp/index.ts';
import { recordOf, structured, textAt, type Json, type JsonRecord } from './json-value.ts';
import { messagesFrom } from './messages.ts';

/** Events that each hold one message, with the role of a message that does not say its own. */
const INPUT_EVENTS: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
]);

/** What was sent to the model, from the deprecated events, in the order in which they were recorded. */
export function inputFromEvents(events: readonly EventRecord[]): Message[] {
  return events.flatMap((event) => {
    const role = INPUT_EVENTS.get(event.name);
    return role === undefined ? [] : messagesFrom(eventMessage(event), role);
  });
}

/** What the model answered, from the deprecated event `gen_ai.choice`. */
export function outputFromEvents(events: readonly EventRecord[]): Message[] {
  return events
    .filter((event) => event.name === 'gen_ai.choice')
    .flatMap((event) => messagesFrom(eventMessage(event), 'assistant'));
}

/** The value of one attribute in the events of one name, as the conventions of 2024 recorded content. */
export function messagesInEvents(
  events: readonly EventRecord[],
  name: string,
  key: string,
  role: string,
): Message[] {
  return events
    .filter((event) => event.name === name)
    .flatMap((event) => messagesFrom(structured(toPlainAttributes(event.attributes)[key] ?? null), role));
}

/** The message of an event: in its attributes, in the JSON of `gen_ai.event.content`, or in a `message` attribute. */
function eventMessage(event: EventRecord): Json {
  const said: JsonRecord = toPlainAttributes(event.attributes);
  const body = recordOf(structured(said['gen_ai.event.content'] ?? null)) ?? said;
  const held = structured(body.message ?? null);
  // A message that is bare content (text or blocks) stands for a message with that content.
  const inner = recordOf(held) ?? (held === null ? body : { content: held });
  return {
    role: textAt(inner, 'role'),
    name: textAt(inner, 'name'),
    content: structured(inner.content ?? inner.parts ?? null),
    tool_calls: structured(inner.tool_calls ?? null),
    tool_call_id: textAt(inner, 'tool_call_id', 'id'),
    finish_reason: textAt(body, 'finish_reason'),
  };
}
