import { useState, type FormEvent } from 'react';
import {
  parseFilter,
  printClause,
  topValue,
  withTopValue,
  type FilterOperator,
} from '../../../../shared/filter/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { TraceSearch } from './trace-search.ts';
import styles from './filter-bar.module.css';

interface MoreFiltersProps {
  readonly search: TraceSearch;
  readonly onChange: (filter: string) => void;
}

interface Field {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly label: string;
  readonly placeholder: string;
}

const FIELDS: readonly Field[] = [
  { field: 'duration', operator: ':>=', label: 'Takes at least', placeholder: 'for example 2s' },
  { field: 'cost', operator: ':>=', label: 'Costs at least', placeholder: 'for example $0.01' },
  { field: 'tokens', operator: ':>=', label: 'Tokens at least', placeholder: 'for example 10k' },
  { field: 'session', operator: ':', label: 'Session', placeholder: 'session id' },
  { field: 'user', operator: ':', label: 'User', placeholder: 'user id' },
  { field: 'org', operator: ':', label: 'Organisation', placeholder: 'of calls through the gateway' },
  { field: 'key', operator: ':', label: 'API key', placeholder: 'of calls through the gateway' },
  { field: 'route', operator: ':', label: 'Route', placeholder: 'of calls through the gateway' },
];

/** The filters that are needed less often; they apply together. */
export function MoreFilters({ search: { q }, onChange }: MoreFiltersProps) {
  const [draft, setDraft] = useState(() =>
    FIELDS.map(({ field, operator }) => topValue(q, field, operator) ?? ''),
  );
  const wrong = FIELDS.map((field, index) => problemOf(field, draft[index] ?? ''));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.some((problem) => problem !== undefined)) return;
    const filter = FIELDS.reduce((text, { field, operator }, index) => {
      const value = draft[index]?.trim() ?? '';
      return value === (topValue(text, field, operator) ?? '')
        ? text
        : withTopValue(text, field, value === '' ? undefined : value, operator);
    }, q);
    onChange(filter);
  };
  return (
    <form className={styles.more} onSubmit={onSubmit}>
      {FIELDS.map(({ field, label, placeholder }, index) => (
        <TextField
          key={field}
          label={label}
          placeholder={placeholder}
          value={draft[index] ?? ''}
          maxLength={500}
          error={wrong[index]}
          onChange={(event) => setDraft(draft.with(index, event.target.value))}
        />
      ))}
      <Button type="submit" variant="primary" size="small">
        Apply
      </Button>
    </form>
  );
}

function problemOf({ field, operator }: Field, value: string): string | undefined {
  if (value.trim() === '') return undefined;
  const parsed = parseFilter(printClause(field, operator, value.trim()));
  return parsed.ok ? undefined : parsed.problems[0]?.message;
}
