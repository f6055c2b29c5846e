import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { formatCount } from '../lib/format.ts';
import styles from './find-bar.module.css';
import { IconButton } from './icon-button.tsx';
import { TextField } from './text-field.tsx';

export interface FindBarProps {
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly count: number;
  /** There are more matches than were counted. */
  readonly isMore?: boolean;
  /** Which match is shown, from 0; -1 for none yet. */
  readonly current: number;
  readonly onStep: (step: 1 | -1) => void;
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Search in what is shown: Enter goes to the next match, Shift+Enter to the one before, Escape clears. */
export function FindBar(props: FindBarProps) {
  const { label, query, onQuery, count, isMore = false, current, onStep, isBusy = false, ref } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && query !== '') onQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.bar}>
      <TextField
        label={label}
        hideLabel
        placeholder={label}
        icon={<Search aria-hidden />}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
        {...(ref === undefined ? {} : { ref })}
      />
      {query !== '' && (
        <>
          <span className={styles.count} role="status">
            {isBusy ? 'searching' : position(current, count, isMore)}
          </span>
          <IconButton
            size="small"
            label="Previous match"
            disabled={count === 0}
            icon={<ChevronUp aria-hidden />}
            onClick={() => onStep(-1)}
          />
          <IconButton
            size="small"
            label="Next match"
            disabled={count === 0}
            icon={<ChevronDown aria-hidden />}
            onClick={() => onStep(1)}
          />
        </>
      )}
    </search>
  );
}

function position(current: number, count: number, isMore: boolean): string {
  if (count === 0) return 'none';
  return `${current < 0 ? '–' : formatCount(current + 1)} / ${formatCount(count)}${isMore ? '+' : ''}`;
}
