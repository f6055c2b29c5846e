import { SlidersHorizontal, Sparkles } from 'lucide-react';
import { topValue, withTopValue } from '../../../../shared/filter/index.ts';
import type { Facets } from '../../../../shared/deployment.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { Button } from '../../../ui/button.tsx';
import { FilterEditor, FilterHelp } from '../../../ui/filter-editor/index.ts';
import { Popover } from '../../../ui/popover.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { FacetSelect } from './facet-select.tsx';
import { recentFilters } from './filter-history.ts';
import { MoreFilters } from './more-filters.tsx';
import type { TraceSearch } from './trace-search.ts';
import { useFilterValues } from './use-filter-values.ts';
import styles from './filter-bar.module.css';

export interface FilterBarProps {
  readonly search: TraceSearch;
  readonly range: TimeRange;
  readonly facets: Facets | undefined;
  readonly onChange: (filter: string) => void;
  /** Leaves the editor for the list. */
  readonly onLeave: () => void;
}

const STATUSES = [
  { value: 'any', label: 'All' },
  { value: 'ok', label: 'OK' },
  { value: 'error', label: 'Errors' },
] as const;

const FACETS = [
  { field: 'service', valuesOf: (facets: Facets | undefined) => facets?.services },
  { field: 'provider', valuesOf: (facets: Facets | undefined) => facets?.providers },
  { field: 'model', valuesOf: (facets: Facets | undefined) => facets?.models },
] as const;

/** The filter as text, and controls that write the commonest conditions into it. */
export function FilterBar({ search, range, facets, onChange, onLeave }: FilterBarProps) {
  const { q } = search;
  const loadValues = useFilterValues(range);
  const status = topValue(q, 'status');
  const set = (field: string, value: string | undefined) => onChange(withTopValue(q, field, value));
  return (
    <div className={styles.bar} role="search" aria-label="Filter traces">
      <FilterEditor
        label="Filter"
        placeholder="Filter traces"
        className={styles.text}
        value={q}
        loadValues={loadValues}
        recent={recentFilters}
        onApply={(filter) => {
          if (filter !== q) onChange(filter);
          onLeave();
        }}
        onLeave={onLeave}
        trailing={<FilterHelp onPick={onChange} />}
      />
      <SegmentedControl
        label="Status"
        value={status === 'ok' || status === 'error' ? status : 'any'}
        segments={STATUSES}
        onChange={(chosen) => set('status', chosen === 'any' ? undefined : chosen)}
      />
      {FACETS.map(({ field, valuesOf }) => (
        <FacetSelect
          key={field}
          name={field}
          value={topValue(q, field)}
          values={valuesOf(facets)}
          onChange={(value) => set(field, value)}
        />
      ))}
      <ToggleButton
        icon={<Sparkles aria-hidden />}
        pressed={topValue(q, 'calls', ':>') === '0'}
        onChange={(pressed) => onChange(withTopValue(q, 'calls', pressed ? '0' : undefined, ':>'))}
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
