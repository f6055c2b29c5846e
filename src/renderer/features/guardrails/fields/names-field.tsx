import { useState, type ReactNode } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

export interface NamesFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly onChange: (names: string[]) => void;
}

/** A few names with commas between them. */
export function NamesField({ value, onChange, ...rest }: NamesFieldProps) {
  const [typed, setTyped] = useState(() => value.join(', '));
  return (
    <TextField
      {...rest}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(namesOf(event.target.value));
      }}
    />
  );
}

function namesOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
