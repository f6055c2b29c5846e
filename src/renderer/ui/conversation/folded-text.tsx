import { useState } from 'react';
import { formatCompact } from '../../lib/format.ts';
import { RecordedMarkdown } from './markdown.tsx';
import styles from './conversation.module.css';

const FOLDED_LENGTH = 1_200;
/** Beyond this, text is shown as it is: laying markdown of that size out would freeze the page. */
const LONGEST_MARKDOWN = 60_000;
const STEP = 200_000;

/** Text of any length: long text shows its beginning until it is asked for. */
export function FoldedText({ text }: { text: string }) {
  const [shown, setShown] = useState(text.length > FOLDED_LENGTH * 1.5 ? FOLDED_LENGTH : text.length);
  const visible = shown >= text.length ? text : text.slice(0, shown);
  return (
    <>
      {visible.length <= LONGEST_MARKDOWN ? (
        <RecordedMarkdown text={visible} />
      ) : (
        <div className={styles['plain']} dir="auto">
          {visible}
        </div>
      )}
      {shown < text.length && (
        <button type="button" className={styles['unfold']} onClick={() => setShown(shown + STEP)}>
          Show {shown + STEP >= text.length ? 'all' : 'more'} of {formatCompact(text.length)} characters
        </button>
      )}
    </>
  );
}
