import { useState, type FormEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { traceSearchSchema, type TraceSearch } from './trace-search.ts';
import styles from './filter-bar.module.css';

interface MoreFiltersProps {
  readonly search: TraceSearch;
  readonly onChange: (changes: Partial<TraceSearch>) => void;
}

const FIELDS = [
  { key: 'minDuration', label: 'At least, milliseconds', placeholder: 'for example 2000', isNumber: true },
  { key: 'minCost', label: 'Cost at least, dollars', placeholder: 'for example 0.01', isNumber: true },
  { key: 'session', label: 'Session', placeholder: 'session id', isNumber: false },
  { key: 'user', label: 'User', placeholder: 'user id', isNumber: false },
] as const;

type FieldKey = (typeof FIELDS)[number]['key'];

/** The filters that are needed less often; they apply together. */
export function MoreFilters({ search, onChange }: MoreFiltersProps) {
  const [draft, setDraft] = useState<Record<FieldKey, string>>(() => ({
    minDuration: search.minDuration?.toString() ?? '',
    minCost: search.minCost?.toString() ?? '',
    session: search.session ?? '',
    user: search.user ?? '',
  }));
  const isWrong = (key: FieldKey, isNumber: boolean) =>
    isNumber && draft[key].trim() !== '' && !(Number(draft[key]) > 0);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (FIELDS.some(({ key, isNumber }) => isWrong(key, isNumber))) return;
    const typed = Object.fromEntries(FIELDS.map(({ key }) => [key, draft[key].trim() || undefined]));
    const { minDuration, minCost, session, user } = traceSearchSchema.parse(typed);
    onChange({ minDuration, minCost, session, user });
  };
  return (
    <form className={styles.more} onSubmit={onSubmit}>
      {FIELDS.map(({ key, label, placeholder, isNumber }) => (
        <TextField
          key={key}
          label={label}
          placeholder={placeholder}
          value={draft[key]}
          {...(isNumber ? { inputMode: 'decimal' as const } : {})}
          error={isWrong(key, isNumber) ? 'A number above zero' : undefined}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
        />
      ))}
      <Button type="submit" variant="primary" size="small">
        Apply
      </Button>
    </form>
  );
}
