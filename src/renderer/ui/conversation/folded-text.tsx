import { useState } from 'react';
import { formatCompact } from '../../lib/format.ts';
import { RecordedMarkdown } from './markdown.tsx';
import styles from './conversation.module.css';

const FOLDED_LENGTH = 900;
/** Beyond this, text is shown as it is: laying markdown of that size out would freeze the page. */
const LONGEST_MARKDOWN = 60_000;
const STEP = 200_000;

interface FoldedTextProps {
  readonly text: string;
  readonly foldedLength?: number;
  /** Not markdown. */
  readonly isPlain?: boolean;
}

/** Text of any length: long text shows its beginning until it is asked for. */
export function FoldedText({ text, foldedLength = FOLDED_LENGTH, isPlain = false }: FoldedTextProps) {
  const [shown, setShown] = useState(() =>
    text.length > Math.min(foldedLength * 1.5, STEP)
      ? endOfLine(text, Math.min(foldedLength, STEP))
      : text.length,
  );
  const visible = shown >= text.length ? text : text.slice(0, shown);
  return (
    <>
      {!isPlain && visible.length <= LONGEST_MARKDOWN ? (
        <RecordedMarkdown text={visible} />
      ) : (
        <div className={styles.plain} dir="auto">
          {visible}
        </div>
      )}
      {shown < text.length && (
        <button type="button" className={styles.unfold} onClick={() => setShown(shown + STEP)}>
          Show {shown + STEP >= text.length ? 'all' : 'more'} of {formatCompact(text.length)} characters
        </button>
      )}
    </>
  );
}

/** The last end of a line before a length, or of a word, so that folding cuts neither. */
function endOfLine(text: string, length: number): number {
  const head = text.slice(0, length);
  const line = head.lastIndexOf('\n');
  if (line > length / 2) return line;
  const word = head.lastIndexOf(' ');
  return word > length / 2 ? word : length;
}
