import { useState, type ReactNode } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

export interface NumberFieldProps {
  readonly label: string;
  /** NaN: what is typed is no number. */
  readonly value: number | null;
  /** May be left empty, which is null. */
  readonly optional?: boolean;
  readonly hint?: ReactNode;
  readonly error: string | undefined;
  readonly onChange: (value: number | null) => void;
}

/** A number as it is typed: what is no number yet stays as it stands, and says so. */
export function NumberField({ label, value, optional = false, hint, error, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(() => written(value));
  // A value that came from elsewhere, such as a threshold that was dragged, takes the place of what was typed.
  const text = Object.is(readNumber(typed, optional), value) ? typed : written(value);
  return (
    <TextField
      label={label}
      value={text}
      inputMode="decimal"
      hint={hint}
      error={Number.isNaN(value) ? `Give a number${optional ? ', or nothing' : ''}.` : error}
      {...(optional && { placeholder: 'no limit' })}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readNumber(event.target.value, optional));
      }}
    />
  );
}

function readNumber(text: string, optional: boolean): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return optional ? null : Number.NaN;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function written(value: number | null): string {
  return value === null || Number.isNaN(value) ? '' : String(value);
}
