import type { Conversation } from '../../../shared/conversation.ts';
import type { Attributes, EventRecord } from '../../store/span-record.ts';
import { recordedBy, type Recorded, type Source } from './conversation-source.ts';
import { INPUT_SOURCES, SYSTEM_SOURCES } from './input-sources.ts';
import { OUTPUT_SOURCES, TOOL_SOURCES } from './output-sources.ts';

/**
 * The messages that a span recorded, in whichever convention: of a model call, a tool's run, a retrieval, a step.
 * Null when it recorded none, which is the default of most instrumentations.
 */
export function readConversation(
  attributes: Attributes,
  events: readonly EventRecord[],
): Conversation | null {
  const recorded = recordedBy(attributes, events);
  const system = firstThatHasAny(SYSTEM_SOURCES, recorded);
  const messages = firstThatHasAny(INPUT_SOURCES, recorded);
  const input = messages.some((message) => message.role === 'system') ? messages : [...system, ...messages];
  const output = firstThatHasAny(OUTPUT_SOURCES, recorded);
  const tools = firstThatHasAny(TOOL_SOURCES, recorded);
  return input.length + output.length + tools.length === 0 ? null : { input, output, tools };
}

function firstThatHasAny<T>(sources: readonly Source<T>[], recorded: Recorded): T[] {
  for (const source of sources) {
    const found = source.read(recorded);
    if (found.length > 0) return found;
  }
  return [];
}
