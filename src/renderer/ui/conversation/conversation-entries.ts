import type { Conversation, Message, MessagePart } from '../../../shared/conversation.ts';
import { textOf } from '../json-tree/index.ts';
import type { ToolCallMatches } from './match-tool-calls.ts';

/** A message in its place in the conversation. */
export interface Entry {
  readonly message: Message;
  /** What is shown in it: results are shown with their calls. */
  readonly parts: readonly MessagePart[];
  readonly isAnswer: boolean;
  /** The first message that the model had not seen, or answered, in an earlier call. */
  readonly isFirstNew: boolean;
}

/**
 * The messages that are shown, what was sent before what was answered. A history that is sent again ends with the model's
 * last turn, so what comes after that is new in this call; where the model has not spoken yet, everything is.
 */
export function conversationEntries({ input, output }: Conversation, matches: ToolCallMatches): Entry[] {
  const lastTurn = input.findLastIndex(({ role }) => role === 'assistant' || role === 'model');
  const firstNew = lastTurn === -1 ? -1 : lastTurn + 1;
  let isNewMarked = false;
  const entryOf = (message: Message, index: number, isAnswer: boolean): Entry[] => {
    const parts = message.parts.filter((part) => part.type !== 'tool_result' || !matches.callOf.has(part));
    // All it says is shown with the calls already.
    if (parts.length === 0 && message.parts.length > 0) return [];
    const isFirstNew = !isAnswer && firstNew !== -1 && index >= firstNew && !isNewMarked;
    isNewMarked ||= isFirstNew;
    return [{ message, parts, isAnswer, isFirstNew }];
  };
  return [
    ...input.flatMap((message, index) => entryOf(message, index, false)),
    ...output.flatMap((message, index) => entryOf(message, index, true)),
  ];
}

/** How many messages of each role there are, in the order in which the roles first speak. */
export function rolesOf(entries: readonly Entry[]): { readonly role: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { message } of entries) counts.set(message.role, (counts.get(message.role) ?? 0) + 1);
  return [...counts].map(([role, count]) => ({ role, count }));
}

/** The next message of a role behind another, beginning anew after the last; -1 where nobody has the role. */
export function nextOfRole(entries: readonly Entry[], role: string, after: number): number {
  const behind = entries.findIndex(({ message }, index) => index > after && message.role === role);
  return behind === -1 ? entries.findIndex(({ message }) => message.role === role) : behind;
}

/** Which messages contain a text, upper and lower case alike, in what they show: results with their calls, too. */
export function searchEntries(entries: readonly Entry[], query: string, matches: ToolCallMatches): number[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  return entries.flatMap(({ parts }, index) => {
    const found = parts.some((part) => {
      if (partText(part).toLowerCase().includes(wanted)) return true;
      const result = part.type === 'tool_call' ? matches.resultOf.get(part) : undefined;
      return result !== undefined && partText(result).toLowerCase().includes(wanted);
    });
    return found ? [index] : [];
  });
}

/** What is copied of a message. */
export function messageText(message: Message): string {
  return message.parts.map(partText).join('\n\n');
}

/** The beginning of a message on one line. */
export function gist(parts: readonly MessagePart[], most: number): string {
  let text = '';
  for (const part of parts) {
    if (text.length >= most) break;
    if (part.type === 'text' || part.type === 'reasoning') text += `${part.text.slice(0, most)} `;
    else if (part.type === 'tool_call') text += `${part.name.slice(0, most)}() `;
    else if (part.type === 'tool_result') text += 'tool result ';
    else if (part.type === 'media') text += `[${(part.mediaType ?? 'media').slice(0, 40)}] `;
  }
  return text.trim();
}

function partText(part: MessagePart): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text;
    case 'tool_call':
      return `${part.name}(${textOf(part.arguments)})`;
    case 'tool_result':
      return textOf(part.result);
    case 'media':
      return part.description;
    case 'other':
      return textOf(part.value);
  }
}
