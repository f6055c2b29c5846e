import { X } from 'lucide-react';
import {
  parseFilter,
  printFilter,
  topConditions,
  withoutTopCondition,
} from '../../../../shared/filter/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Button } from '../../../ui/button.tsx';
import type { TraceSearch } from './trace-search.ts';
import styles from './filter-bar.module.css';

interface FilterChipsProps {
  readonly search: TraceSearch;
  readonly onChange: (filter: string) => void;
}

const SHOWN = 80;

/** The conditions in force, each removed by a click. Nothing where there are none. */
export function FilterChips({ search: { q }, onChange }: FilterChipsProps) {
  const parsed = parseFilter(q);
  const conditions = parsed.ok ? topConditions(parsed.expression).map(printFilter) : [];
  if (conditions.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label="Filters in force">
      {conditions.map((condition, index) => (
        <span key={`${index} ${condition}`} className={styles.chip}>
          <span className={styles.chipValue}>{displayText(condition, SHOWN)}</span>
          <button
            type="button"
            className={styles.chipRemove}
            aria-label={`Remove ${displayText(condition, SHOWN)}`}
            onClick={() => onChange(withoutTopCondition(q, index))}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Button size="small" variant="ghost" onClick={() => onChange('')}>
        Clear all
      </Button>
    </div>
  );
}
