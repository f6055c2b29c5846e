import { useMemo } from 'react';
import { lineAt, lineOffsets } from './text-lines.ts';
import { VirtualLines } from './virtual-lines.tsx';
import styles from './json-viewer.module.css';

/** A text of any length in lines. */
export function TextView({ text, label }: { text: string; label: string }) {
  const offsets = useMemo(() => lineOffsets(text), [text]);
  return (
    <div className={styles.text} role="document" aria-label={label} tabIndex={0}>
      <VirtualLines
        count={offsets.length - 1}
        renderLine={(line) => (
          <div key={line} className={styles.textLine}>
            {lineAt(text, offsets, line)}
          </div>
        )}
      />
    </div>
  );
}
