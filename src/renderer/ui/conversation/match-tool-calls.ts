import type { Message, MessagePart } from '../../../shared/conversation.ts';

export type ToolCallPart = Extract<MessagePart, { type: 'tool_call' }>;
export type ToolResultPart = Extract<MessagePart, { type: 'tool_result' }>;

export interface ToolCallMatches {
  readonly resultOf: ReadonlyMap<ToolCallPart, ToolResultPart>;
  readonly callOf: ReadonlyMap<ToolResultPart, ToolCallPart>;
}

/**
 * Pairs each tool call with the first later result of its id. Calls and results without an id, which some conventions
 * leave out, are paired in their order.
 */
export function matchToolCalls(messages: readonly Message[]): ToolCallMatches {
  const resultOf = new Map<ToolCallPart, ToolResultPart>();
  const callOf = new Map<ToolResultPart, ToolCallPart>();
  const waiting = new Map<string | null, ToolCallPart[]>();
  for (const part of messages.flatMap((message) => message.parts)) {
    if (part.type === 'tool_call') {
      const calls = waiting.get(part.id);
      if (calls === undefined) waiting.set(part.id, [part]);
      else calls.push(part);
    } else if (part.type === 'tool_result') {
      const call = waiting.get(part.id)?.shift();
      if (call === undefined) continue;
      resultOf.set(call, part);
      callOf.set(part, call);
    }
  }
  return { resultOf, callOf };
}
