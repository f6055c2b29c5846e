import { useState } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import type { DiffedMessage } from './message-diff.ts';
import styles from './message-diff-view.module.css';
import { TextPieces } from './text-pieces.tsx';

/** Messages that are equal are one line until they are asked for. */
export function MessageDiffView({ messages }: { readonly messages: readonly DiffedMessage[] }) {
  return (
    <div className={styles.messages}>
      {runsOf(messages).map((run, index) =>
        run.isSame ? (
          <SameMessages key={index} messages={run.messages} />
        ) : (
          run.messages.map((message, place) => <MessageView key={`${index}-${place}`} message={message} />)
        ),
      )}
    </div>
  );
}

interface Run {
  readonly isSame: boolean;
  readonly messages: DiffedMessage[];
}

function runsOf(messages: readonly DiffedMessage[]): Run[] {
  const runs: Run[] = [];
  for (const message of messages) {
    const isSame = message.kind === 'same';
    const last = runs.at(-1);
    if (last?.isSame === isSame) last.messages.push(message);
    else runs.push({ isSame, messages: [message] });
  }
  return runs;
}

function SameMessages({ messages }: { readonly messages: readonly DiffedMessage[] }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return messages.map((message, index) => <MessageView key={index} message={message} />);
  return (
    <button type="button" className={styles.same} onClick={() => setOpen(true)}>
      {messages.length === 1 ? 'One equal message' : `${formatCount(messages.length)} equal messages`}
    </button>
  );
}

const WORDS = { same: 'equal', changed: 'changed', added: 'only in B', removed: 'only in A' } as const;

function MessageView({ message }: { readonly message: DiffedMessage }) {
  return (
    <article className={classNames(styles.message, styles[message.kind])}>
      <header className={styles.head}>
        <span className={styles.role}>{displayText(message.role, 40)}</span>
        <span className={styles.kind}>{WORDS[message.kind]}</span>
      </header>
      <div className={styles.text}>
        {message.kind === 'changed' || message.kind === 'same' ? (
          <TextPieces pieces={message.pieces} />
        ) : (
          <TextPieces pieces={message.pieces.map(({ text }) => ({ kind: 'same', text }))} />
        )}
        {message.isCut && <p className={styles.kind}>Only the beginning is compared.</p>}
      </div>
    </article>
  );
}
