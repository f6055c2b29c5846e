import { useState, type ReactNode } from 'react';
import { TextArea } from '../../../ui/text-area.tsx';

export interface LinesFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly rows?: number;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  readonly monospace?: boolean;
  readonly error: string | undefined;
  readonly onChange: (lines: string[]) => void;
}

/** A list, one entry a line. */
export function LinesField({ value, rows = 3, onChange, ...rest }: LinesFieldProps) {
  const [typed, setTyped] = useState(() => value.join('\n'));
  return (
    <TextArea
      {...rest}
      rows={rows}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(linesOf(event.target.value));
      }}
    />
  );
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
