import type { Conversation, Message, MessagePart } from '../../shared/conversation.ts';
import type { SessionTurnsPage, TurnCall, TurnMessages } from '../../shared/session.ts';
import type { CallRow, TraceReader } from '../store/index.ts';
import { ConversationThreads } from './conversation-threads.ts';
import { conversationOf } from './whole-log.ts';

/** Of a turn with more calls than this, the others are counted only: a turn that people read has few. */
const MAX_CALLS = 100;
/** A single text or result is cut there; the span has all of it. */
const MAX_PART_LENGTH = 100_000;
/** What all turns of an answer say together; turns beyond have their calls only. */
const MAX_ANSWER_LENGTH = 8_000_000;

type SessionReader = Pick<TraceReader, 'calls' | 'span' | 'spanEvents' | 'session' | 'sessionTraces'>;

/**
 * What each of some consecutive traces of a session adds to its conversation. `after` is the trace before them: with what
 * its calls were sent, a resent history is told from what is new.
 */
export function turnMessages(
  reader: SessionReader,
  { traceIds, after }: { traceIds: readonly string[]; after: string | null },
): TurnMessages[] {
  const threads = new ConversationThreads();
  if (after !== null) for (const call of conversationsOf(reader, after).recorded) threads.take(call);
  let room = MAX_ANSWER_LENGTH;
  return traceIds.map((traceId) => {
    const { calls, recorded } = conversationsOf(reader, traceId);
    const taken = recorded.map((conversation) => threads.take(conversation));
    const messages = taken.flatMap(({ fresh }) => fresh).map(shortened);
    room -= lengthOf(messages);
    return {
      traceId,
      messages: room < 0 ? [] : messages,
      resentMessages: taken.reduce((sum, { resent }) => sum + resent, 0),
      calls: calls.slice(0, MAX_CALLS).map(toTurnCall),
      callCount: calls.length,
    };
  });
}

/** A session with a page of its turns; null when there is no such session. @throws SignalboxError CURSOR_INVALID */
export function sessionTurns(
  reader: SessionReader,
  input: { sessionId: string; limit: number; cursor: string | null },
): SessionTurnsPage | null {
  const session = reader.session(input.sessionId);
  if (session === null) return null;
  const { traces, before, nextCursor } = reader.sessionTraces(input);
  const turns = turnMessages(reader, { traceIds: traces.map(({ traceId }) => traceId), after: before });
  return {
    session: session.summary,
    turns: traces.flatMap((trace, index) => {
      const turn = turns[index];
      if (turn === undefined) return [];
      const { messages, resentMessages, calls, callCount } = turn;
      return [{ trace, messages, resentMessages, calls, callCount }];
    }),
    nextCursor,
  };
}

/**
 * The model calls that count, and the conversations that were recorded, in order. Both an instrumentation and the gateway
 * may have recorded a call: what counts is what the model was sent. Where that recorded nothing, the calls around it are
 * asked, and then the agents.
 */
function conversationsOf(
  reader: SessionReader,
  traceId: string,
): { calls: CallRow[]; recorded: Conversation[] } {
  const rows = reader.calls(traceId);
  const calls = rows.filter(({ isCounted }) => isCounted === true);
  const around = rows.filter(({ isCounted }) => isCounted === false);
  const agents = rows.filter(({ isCounted }) => isCounted === null);
  for (const tier of [calls, around, agents]) {
    const recorded = recordedBy(reader, traceId, tier.slice(0, MAX_CALLS));
    if (recorded.length > 0) return { calls, recorded };
  }
  return { calls, recorded: [] };
}

function recordedBy(reader: SessionReader, traceId: string, calls: readonly CallRow[]): Conversation[] {
  return calls.flatMap(({ spanId }) => {
    const found = reader.span(traceId, spanId);
    if (found === null) return [];
    const conversation = conversationOf(reader, found);
    return conversation === null ? [] : [conversation];
  });
}

function toTurnCall(call: CallRow): TurnCall {
  const { spanId, name, operation, provider, model, isError, durationMs } = call;
  const { inputTokens, outputTokens, costNanos } = call;
  return {
    spanId,
    name: name.slice(0, 500),
    operation,
    provider,
    model,
    isError,
    durationMs,
    inputTokens,
    outputTokens,
    costNanos,
  };
}

function shortened(message: Message): Message {
  return { ...message, parts: message.parts.map(shortenedPart) };
}

function shortenedPart(part: MessagePart): MessagePart {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text.length <= MAX_PART_LENGTH ? part : { ...part, text: cut(part.text) };
    case 'tool_call':
      return { ...part, arguments: cutValue(part.arguments) };
    case 'tool_result':
      return { ...part, result: cutValue(part.result) };
    case 'other':
      return { ...part, value: cutValue(part.value) };
    case 'media':
      return part;
  }
}

type JsonPart = Extract<MessagePart, { type: 'other' }>['value'];

function cutValue(value: JsonPart): JsonPart {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MAX_PART_LENGTH ? value : cut(text);
}

function cut(text: string): string {
  return `${text.slice(0, MAX_PART_LENGTH).toWellFormed()}… (${text.length - MAX_PART_LENGTH} more characters: open the call)`;
}

function lengthOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + JSON.stringify(message).length, 0);
}
