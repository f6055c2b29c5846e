import { Search } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { FilterProblem } from '../../../shared/filter/index.ts';
import { classNames } from '../../lib/class-names.ts';
import { useEditorView, type EditorOptions } from './use-editor-view.ts';
import styles from './filter-editor.module.css';

export interface FilterEditorProps extends Omit<EditorOptions, 'noteId' | 'onProblems'> {
  /** The filter in force. */
  readonly value: string;
  readonly className?: string | undefined;
  readonly trailing?: ReactNode;
}

/**
 * One line in the filter language, with completion and with what is wrong underlined and said below. Enter applies it,
 * Escape leaves it as it was.
 */
export function FilterEditor({ value, className, trailing, ...options }: FilterEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const noteId = useId();
  const [problems, setProblems] = useState<readonly FilterProblem[]>([]);
  useEditorView(host, value, { ...options, noteId, onProblems: setProblems });
  const [first] = problems;
  return (
    <div className={classNames(styles.editor, className)}>
      <div className={classNames(styles.box, first !== undefined && styles.invalid)}>
        <Search aria-hidden />
        <div ref={host} className={styles.host} />
        {trailing}
      </div>
      <p id={noteId} className={styles.note} aria-live="polite">
        {first?.message}
      </p>
    </div>
  );
}
