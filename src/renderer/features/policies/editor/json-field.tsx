import { useState } from 'react';
import { z } from 'zod';
import { TextArea } from '../../../ui/text-area.tsx';

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
  const [typed, setTyped] = useState(() => textOf(value));
  const own = readJson(typed);
  const text = own === undefined || textOf(own) === textOf(value) ? typed : textOf(value);
  const error = readJson(text) === undefined ? 'This is no JSON yet; what it was before is kept.' : undefined;
  const change = (next: string) => {
    setTyped(next);
    const read = readJson(next);
    if (read !== undefined) onChange(read);
  };
  return (
    <TextArea
      label={label}
      monospace
      rows={5}
      value={text}
      hint={hint}
      error={error}
      onChange={({ target }) => change(target.value)}
    />
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
