import { useId, useState } from 'react';
import { z } from 'zod';
import styles from './action-fields.module.css';

type Json = z.infer<ReturnType<typeof z.json>>;

export interface JsonFieldProps {
  readonly label: string;
  readonly value: Json | null;
  readonly hint: string;
  /** Only what can be read is told; empty is null. */
  readonly onChange: (value: Json | null) => void;
}

/** JSON as it is typed: what cannot be read yet stays as it stands, and says so. */
export function JsonField({ label, value, hint, onChange }: JsonFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => textOf(value));
  const own = readJson(typed);
  const text = own === undefined || textOf(own) === textOf(value) ? typed : textOf(value);
  const error = readJson(text) === undefined ? 'This is no JSON yet; what it was before is kept.' : null;
  const change = (next: string) => {
    setTyped(next);
    const read = readJson(next);
    if (read !== undefined) onChange(read);
  };
  return (
    <div className={styles.json}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        rows={5}
        spellCheck={false}
        value={text}
        aria-invalid={error !== null || undefined}
        aria-describedby={`${id}-note`}
        className={styles.area}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-note`} className={error === null ? styles.hint : styles.error}>
        {error ?? hint}
      </p>
    </div>
  );
}

function textOf(value: Json | null): string {
  return value === null ? '' : JSON.stringify(value, null, 2);
}

/** Undefined: it is no JSON. */
function readJson(text: string): Json | null | undefined {
  if (text.trim() === '') return null;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    // Not JSON, or not yet: whoever types sees it below the field.
    return undefined;
  }
}
