import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './search-box.module.css';

/** A page with a search field of its own marks it so, and `/` goes there. */
const PAGE_SEARCH = '[data-page-search]';
const GLOBAL_SEARCH = '[data-global-search]';

export function focusSearch(): void {
  const field =
    document.querySelector<HTMLElement>(PAGE_SEARCH) ?? document.querySelector<HTMLElement>(GLOBAL_SEARCH);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** Finds traces from every page. */
export function SearchBox() {
  const { q = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  // What is typed belongs to the search it started from: another one in the URL starts afresh.
  const [draft, setDraft] = useState({ from: q, text: q });
  const text = draft.from === q ? draft.text : q;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Enter') void navigate({ to: '/traces', search: { q: text.trim() || undefined } });
  };
  return (
    <TextField
      label="Search traces"
      hideLabel
      type="search"
      data-global-search
      placeholder="Search traces"
      className={styles.box}
      icon={<Search aria-hidden />}
      trailing={<Kbd>/</Kbd>}
      value={text}
      onChange={(event) => setDraft({ from: q, text: event.target.value })}
      onKeyDown={onKeyDown}
    />
  );
}
