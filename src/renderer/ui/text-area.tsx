import { useId, type ReactNode, type TextareaHTMLAttributes } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './text-area.module.css';

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  /** The label is still there for assistive technology. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed; undefined when nothing is. */
  readonly error?: string | undefined;
  readonly monospace?: boolean;
}

/** Text of several lines; its height can be dragged. */
export function TextArea(props: TextAreaProps) {
  const { label, hideLabel = false, hint, error, monospace = false, className, ...rest } = props;
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      <textarea
        spellCheck={false}
        {...rest}
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classNames(styles.area, monospace && styles.mono, error !== undefined && styles.invalid)}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}
