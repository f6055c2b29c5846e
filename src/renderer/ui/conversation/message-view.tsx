import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { displayText } from '../../lib/display-text.ts';
import { CopyButton } from '../copy-button.tsx';
import styles from './conversation.module.css';
import { gist, messageText, type Entry } from './conversation-entries.ts';
import type { ToolCallMatches } from './match-tool-calls.ts';
import { Part } from './message-parts.tsx';
import { roleOf } from './roles.ts';

/** Instructions are long and the same in every call. */
const INSTRUCTION_FOLDED = 280;
const GIST = 140;

interface MessageViewProps {
  readonly entry: Entry;
  readonly index: number;
  readonly matches: ToolCallMatches;
  readonly isOpen: boolean;
  /** Long texts are shown whole, for what is searched may be anywhere in them. */
  readonly isWhole: boolean;
  readonly onToggle: ((index: number) => void) | null;
}

/** A message: one line when it is folded, with all its parts when it is open. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { entry, index, matches, isOpen, isWhole, onToggle } = props;
  const { message, parts, isAnswer } = entry;
  const { label, icon: Icon } = roleOf(message.role);
  const isInstruction = message.role === 'system' || message.role === 'developer';
  const foldedLength = isWhole ? Infinity : isInstruction ? INSTRUCTION_FOLDED : undefined;
  const title = (
    <>
      {onToggle !== null && (
        <ChevronRight size={12} aria-hidden className={classNames(styles.chevron, isOpen && styles.open)} />
      )}
      <span className={styles.avatar}>
        <Icon size={13} aria-hidden />
      </span>
      <span className={styles.role}>{label}</span>
      {message.name !== null && <span className={styles.quiet}>{displayText(message.name, 60)}</span>}
      {!isOpen && <span className={styles.gist}>{displayText(gist(parts, GIST), GIST)}</span>}
    </>
  );
  return (
    <article
      data-entry={index}
      data-role={message.role}
      tabIndex={-1}
      aria-label={`${label} message`}
      className={classNames(styles.message, isAnswer && styles.answer, !isOpen && styles.folded)}
    >
      <header className={styles.head}>
        {onToggle === null ? (
          title
        ) : (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={isOpen}
            onClick={() => onToggle(index)}
          >
            {title}
          </button>
        )}
        {message.finishReason !== null && (
          <span className={styles.finish} title="Why the model stopped">
            {displayText(message.finishReason, 40)}
          </span>
        )}
        <span className={styles.push} />
        {isOpen && <CopyButton text={() => messageText(message)} what="message" />}
      </header>
      {isOpen && (
        <div className={styles.parts}>
          {parts.length === 0 && <span className={styles.quiet}>empty message</span>}
          {parts.map((part, each) => (
            <Part
              key={`${each}-${isWhole}`}
              part={part}
              matches={matches}
              isOpen={isWhole}
              foldedLength={foldedLength}
            />
          ))}
        </div>
      )}
    </article>
  );
});
