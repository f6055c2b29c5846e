import { CircleHelp } from 'lucide-react';
import { FILTER_FIELDS } from '../../../shared/filter/index.ts';
import { IconButton } from '../icon-button.tsx';
import { Popover } from '../popover.tsx';
import styles from './filter-help.module.css';

const RULES = [
  { example: 'refund', meaning: 'The word stands anywhere: names, messages, errors, attributes' },
  { example: '"night train" pay*', meaning: 'A phrase, and a word that begins so' },
  { example: 'model:gpt-4o*', meaning: 'A field with a value; * stands for anything' },
  { example: 'duration:>2s cost:>=$0.01', meaning: 'Comparisons. Conditions side by side all hold' },
  { example: 'tokens:1k..10k', meaning: 'A range, its ends included' },
  { example: 'not (status:ok or user:ana)', meaning: 'not, or, and, parentheses' },
  { example: 'has:session', meaning: 'The field says something' },
  { example: '@http.route:/pay', meaning: 'An attribute of a span or its resource, by its key' },
  { example: 'any span (model:gpt-4o duration:>3s)', meaning: 'Some one span meets all of it' },
] as const;

export interface FilterHelpProps {
  /** Called with an example that was picked. */
  readonly onPick: (filter: string) => void;
}

/** The language by example; every example can be picked. */
export function FilterHelp({ onPick }: FilterHelpProps) {
  return (
    <Popover
      label="The filter language"
      align="end"
      trigger={<IconButton size="small" label="The filter language" icon={<CircleHelp aria-hidden />} />}
    >
      <div className={styles.help} tabIndex={0} role="group" aria-label="Examples">
        <Examples rows={RULES} onPick={onPick} />
        <h3 className={styles.heading}>Fields</h3>
        <Examples
          rows={FILTER_FIELDS.map(({ example, description }) => ({ example, meaning: description }))}
          onPick={onPick}
        />
      </div>
    </Popover>
  );
}

interface ExamplesProps extends FilterHelpProps {
  readonly rows: readonly { readonly example: string; readonly meaning: string }[];
}

function Examples({ rows, onPick }: ExamplesProps) {
  return (
    <ul className={styles.rows}>
      {rows.map(({ example, meaning }) => (
        <li key={example} className={styles.row}>
          <button type="button" className={styles.example} onClick={() => onPick(example)}>
            {example}
          </button>
          <span className={styles.meaning}>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}
