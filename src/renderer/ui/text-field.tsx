import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './text-field.module.css';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  /** The label is still there for assistive technology. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed; undefined when nothing is. */
  readonly error?: string | undefined;
  readonly icon?: ReactNode;
  readonly trailing?: ReactNode;
  readonly monospace?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hideLabel = false,
    hint,
    error,
    icon,
    trailing,
    monospace = false,
    className,
    ...rest
  } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classNames(styles.field, className)}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      <div className={classNames(styles.box, error !== undefined && styles.invalid)}>
        {icon}
        <input
          spellCheck={false}
          autoComplete="off"
          {...rest}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          className={classNames(styles.input, monospace && styles.mono)}
        />
        {trailing}
      </div>
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}
