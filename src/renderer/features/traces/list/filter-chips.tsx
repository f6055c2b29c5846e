import { X } from 'lucide-react';
import { displayText } from '../../../lib/display-text.ts';
import { Button } from '../../../ui/button.tsx';
import { chipsOf, type FilterKey, type TraceSearch } from './trace-search.ts';
import styles from './filter-bar.module.css';

interface FilterChipsProps {
  readonly search: TraceSearch;
  readonly onRemove: (key: FilterKey) => void;
  readonly onClear: () => void;
}

/** The filters in force, each removed by a click. Nothing when there are none. */
export function FilterChips({ search, onRemove, onClear }: FilterChipsProps) {
  const chips = chipsOf(search);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label="Filters in force">
      {chips.map((chip) => (
        <span key={chip.key} className={styles.chip}>
          <span className={styles.chipLabel}>{chip.label}</span>
          <span className={styles.chipValue}>{displayText(chip.value, 60)}</span>
          <button
            type="button"
            className={styles.chipRemove}
            aria-label={`Remove filter ${chip.label}`}
            onClick={() => onRemove(chip.key)}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Button size="small" variant="ghost" onClick={onClear}>
        Clear all
      </Button>
    </div>
  );
}
