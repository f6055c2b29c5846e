import { useId, useRef } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './cel-editor.module.css';
import { useCelView, type CelViewOptions } from './use-cel-view.ts';

export interface CelEditorProps extends Omit<CelViewOptions, 'noteId'> {
  readonly value: string;
  /** What is wrong, said below; null: nothing. */
  readonly error: string | null;
}

/** An expression in CEL, with completion, and with what is wrong underlined where it stands and said below. */
export function CelEditor({ value, error, ...options }: CelEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const noteId = useId();
  useCelView(host, value, { ...options, noteId });
  return (
    <div className={styles.editor}>
      <div ref={host} className={classNames(styles.box, error !== null && styles.invalid)} />
      <p id={noteId} className={styles.note} aria-live="polite">
        {error}
      </p>
    </div>
  );
}
