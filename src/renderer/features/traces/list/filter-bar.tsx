import { Search, SlidersHorizontal, Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Facets } from '../../../../shared/deployment.ts';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { FacetSelect } from './facet-select.tsx';
import { MoreFilters } from './more-filters.tsx';
import type { TraceSearch } from './trace-search.ts';
import styles from './filter-bar.module.css';

export interface FilterBarProps {
  readonly search: TraceSearch;
  readonly facets: Facets | undefined;
  readonly onChange: (changes: Partial<TraceSearch>, options?: { replace?: boolean }) => void;
  /** Leaves the search field for the list. */
  readonly onLeave: () => void;
}

const STATUSES = [
  { value: 'any', label: 'All' },
  { value: 'ok', label: 'OK' },
  { value: 'error', label: 'Errors' },
] as const;

export function FilterBar({ search, facets, onChange, onLeave }: FilterBarProps) {
  return (
    <div className={styles.bar} role="search" aria-label="Filter traces">
      <TextFilter search={search} onChange={onChange} onLeave={onLeave} />
      <SegmentedControl
        label="Status"
        value={search.status ?? 'any'}
        segments={STATUSES}
        onChange={(status) => onChange({ status: status === 'any' ? undefined : status })}
      />
      <FacetSelect
        name="service"
        value={search.service}
        values={facets?.services}
        onChange={(service) => onChange({ service })}
      />
      <FacetSelect
        name="provider"
        value={search.provider}
        values={facets?.providers}
        onChange={(provider) => onChange({ provider })}
      />
      <FacetSelect
        name="model"
        value={search.model}
        values={facets?.models}
        onChange={(model) => onChange({ model })}
      />
      <ToggleButton
        icon={<Sparkles aria-hidden />}
        pressed={search.calls === true}
        onChange={(pressed) => onChange({ calls: pressed ? true : undefined })}
      >
        Model calls
      </ToggleButton>
      <Popover
        label="More filters"
        trigger={
          <Button variant="ghost" icon={<SlidersHorizontal aria-hidden />}>
            More
          </Button>
        }
      >
        <MoreFilters search={search} onChange={onChange} />
      </Popover>
    </div>
  );
}

const TYPING_PAUSE_MS = 250;

function TextFilter({ search, onChange, onLeave }: Omit<FilterBarProps, 'facets'>) {
  const shown = search.q ?? '';
  // What is typed belongs to the search it started from: another one in the URL starts afresh.
  const [draft, setDraft] = useState({ from: shown, text: shown });
  const text = draft.from === shown ? draft.text : shown;
  useEffect(() => {
    if (text.trim() === shown) return undefined;
    const timer = setTimeout(() => {
      const q = text.trim();
      setDraft({ from: q, text });
      onChange({ q: q === '' ? undefined : q }, { replace: shown !== '' });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, shown, onChange]);
  return (
    <TextField
      label="Search names and ids"
      hideLabel
      data-page-search=""
      placeholder="Search names and ids"
      className={styles.text}
      icon={<Search aria-hidden />}
      value={text}
      maxLength={500}
      onChange={(event) => setDraft({ from: shown, text: event.target.value })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') onLeave();
      }}
    />
  );
}
