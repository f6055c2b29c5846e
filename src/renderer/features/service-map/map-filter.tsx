import { ListFilter } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { parseFilter } from '../../../shared/filter/index.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './service-map-page.module.css';

interface MapFilterProps {
  readonly q: string;
  readonly onChange: (q: string) => void;
}

/** A filter in the language of the list of traces; Enter applies it. */
export function MapFilter({ q, onChange }: MapFilterProps) {
  // What is typed belongs to the filter it started from: another one in the URL starts afresh.
  const [draft, setDraft] = useState({ from: q, text: q });
  const text = draft.from === q ? draft.text : q;
  const parsed = parseFilter(text);
  const problem = parsed.ok ? undefined : parsed.problems[0]?.message;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Enter' && parsed.ok) onChange(text.trim());
  };
  return (
    <TextField
      label="Filter traces"
      hideLabel
      placeholder="service:shop status:error"
      className={styles.filter}
      icon={<ListFilter aria-hidden />}
      value={text}
      error={text === q ? undefined : problem}
      onChange={(event) => setDraft({ from: q, text: event.target.value })}
      onKeyDown={onKeyDown}
    />
  );
}
