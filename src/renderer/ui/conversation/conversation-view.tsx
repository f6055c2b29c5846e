import { Bot, Settings2, User, Wrench, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import type { Conversation, Message } from '../../../shared/conversation.ts';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { CopyButton } from '../copy-button.tsx';
import { textOf } from '../json-tree/index.ts';
import styles from './conversation.module.css';
import { matchToolCalls, type ToolCallMatches } from './match-tool-calls.ts';
import { Part } from './message-parts.tsx';
import { ToolDefinitions } from './tool-definitions.tsx';

const ROLES: Record<string, { label: string; icon: LucideIcon }> = {
  system: { label: 'System', icon: Settings2 },
  developer: { label: 'Developer', icon: Settings2 },
  user: { label: 'User', icon: User },
  assistant: { label: 'Assistant', icon: Bot },
  tool: { label: 'Tool', icon: Wrench },
};

/** Instructions are long and the same in every call. */
const INSTRUCTION_FOLDED = 280;

/** The messages of a model call: what it was sent, then what it answered. */
export function ConversationView({ conversation }: { conversation: Conversation }) {
  const { input, output, tools } = conversation;
  const matches = useMemo(() => matchToolCalls([...input, ...output]), [input, output]);
  return (
    <div className={styles.conversation}>
      {tools.length > 0 && <ToolDefinitions tools={tools} />}
      {input.map((message, index) => (
        <MessageView key={`in-${index}`} message={message} matches={matches} />
      ))}
      {output.length > 0 && <div className={styles.divider}>Answer</div>}
      {output.map((message, index) => (
        <MessageView key={`out-${index}`} message={message} matches={matches} isAnswer />
      ))}
    </div>
  );
}

interface MessageViewProps {
  readonly message: Message;
  readonly matches: ToolCallMatches;
  readonly isAnswer?: boolean;
}

function MessageView({ message, matches, isAnswer = false }: MessageViewProps) {
  const parts = message.parts.filter((part) => part.type !== 'tool_result' || !matches.callOf.has(part));
  // All it says is shown with the calls already.
  if (parts.length === 0 && message.parts.length > 0) return null;
  const role = Object.hasOwn(ROLES, message.role) ? ROLES[message.role] : undefined;
  const Icon = role?.icon ?? User;
  const isInstruction = message.role === 'system' || message.role === 'developer';
  return (
    <article className={classNames(styles.message, isAnswer && styles.answer)} data-role={message.role}>
      <header className={styles.head}>
        <span className={styles.avatar}>
          <Icon size={13} aria-hidden />
        </span>
        <span className={styles.role}>{role?.label ?? displayText(message.role, 40)}</span>
        {message.name !== null && <span className={styles.quiet}>{displayText(message.name, 60)}</span>}
        {message.finishReason !== null && (
          <span className={styles.finish} title="Why the model stopped">
            {displayText(message.finishReason, 40)}
          </span>
        )}
        <span className={styles.push} />
        <CopyButton text={message.parts.map(partText).join('\n\n')} what="message" />
      </header>
      <div className={styles.parts}>
        {parts.length === 0 && <span className={styles.quiet}>empty message</span>}
        {parts.map((part, index) => (
          <Part
            key={index}
            part={part}
            matches={matches}
            foldedLength={isInstruction ? INSTRUCTION_FOLDED : undefined}
          />
        ))}
      </div>
    </article>
  );
}

function partText(part: Message['parts'][number]): string {
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
