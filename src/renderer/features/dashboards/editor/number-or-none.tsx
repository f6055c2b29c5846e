import { useState } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

interface NumberOrNoneProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number that may be left open. */
export function NumberOrNone({ label, value, onChange }: NumberOrNoneProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : String(value));
  const isNumber = text.trim() === '' || Number.isFinite(Number(text));
  return (
    <TextField
      label={label}
      inputMode="decimal"
      placeholder="auto"
      value={text}
      error={isNumber ? undefined : 'A number.'}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = target.value.trim() === '' ? null : Number(target.value);
        if (next === null || Number.isFinite(next)) onChange(next);
      }}
      onBlur={() => (isNumber ? setTyped(null) : undefined)}
    />
  );
}
