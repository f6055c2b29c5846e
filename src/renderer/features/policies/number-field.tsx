import { useState } from 'react';
import { TextField, type TextFieldProps } from '../../ui/text-field.tsx';

export interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onChange'> {
  readonly value: number;
  /** NaN while no number is typed. */
  readonly onChange: (value: number) => void;
}

/** A number as it is typed: what is no number yet stays as it stands. Give it a key of what it is about. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(textOf(value));
  const typed = numberOf(text);
  const shown = Number.isNaN(typed) || typed === value ? text : textOf(value);
  return (
    <TextField
      inputMode="decimal"
      {...rest}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(numberOf(event.target.value));
      }}
    />
  );
}

function numberOf(text: string): number {
  const plain = text.trim().replaceAll(',', '');
  return plain === '' ? NaN : Number(plain);
}

function textOf(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}
