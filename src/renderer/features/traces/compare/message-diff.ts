import type { Conversation, Message, MessagePart } from '../../../../shared/conversation.ts';
import { textOf } from '../../../ui/json-tree/index.ts';
import { alignSiblings } from './align-siblings.ts';
import { KeyNumbers } from './span-keys.ts';
import { diffText, type TextPiece } from '../../../lib/text-diff.ts';

/** Of longer messages only the beginning is compared. */
const COMPARED_LENGTH = 20_000;

export interface DiffedMessage {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly role: string;
  readonly pieces: readonly TextPiece[];
  /** Whether there is more than what was compared. */
  readonly isCut: boolean;
}

/** The messages of two calls, aligned: equal ones with each other, then those of a role; changed ones word by word. */
export function diffMessages(a: Conversation | null, b: Conversation | null): DiffedMessage[] {
  const before = messagesOf(a);
  const now = messagesOf(b);
  const numbers = new KeyNumbers();
  const sibling = ({ role, text }: ComparedMessage) => {
    const exact = numbers.of(`message\n${role}\n${text}`);
    return { exact, loose: numbers.of(`role\n${role}`), shape: exact };
  };
  return alignSiblings(before.map(sibling), now.map(sibling)).map((place): DiffedMessage => {
    const old = before[place.a];
    const fresh = now[place.b];
    const role = (old ?? fresh)?.role ?? '';
    const isCut = isLong(old) || isLong(fresh);
    const pieces = diffText(comparedText(old), comparedText(fresh));
    if (old === undefined) return { kind: 'added', role, pieces, isCut };
    if (fresh === undefined) return { kind: 'removed', role, pieces, isCut };
    return { kind: old.text === fresh.text ? 'same' : 'changed', role, pieces, isCut };
  });
}

interface ComparedMessage {
  readonly role: string;
  readonly text: string;
}

function messagesOf(conversation: Conversation | null): ComparedMessage[] {
  if (conversation === null) return [];
  return [...conversation.input, ...conversation.output].map(({ role, parts }: Message) => ({
    role,
    text: parts.map(partText).join('\n\n'),
  }));
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
      return `[${part.mediaType ?? 'media'}] ${part.description}`;
    case 'other':
      return textOf(part.value);
  }
}

function comparedText(message: ComparedMessage | undefined): string {
  return message?.text.slice(0, COMPARED_LENGTH).toWellFormed() ?? '';
}

function isLong(message: ComparedMessage | undefined): boolean {
  return (message?.text.length ?? 0) > COMPARED_LENGTH;
}
