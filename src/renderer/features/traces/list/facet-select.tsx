import { displayText } from '../../../lib/display-text.ts';
import { Select } from '../../../ui/select.tsx';
import styles from './filter-bar.module.css';

interface FacetSelectProps {
  /** What the values are, in the singular. */
  readonly name: string;
  readonly value: string | undefined;
  /** The values that occur; undefined while they load. */
  readonly values: readonly string[] | undefined;
  readonly onChange: (value: string | undefined) => void;
}

const ANY = 'any';
/** Keeps values apart from `ANY`, whatever they are. */
const PREFIX = 'is:';

/** A choice among the values that occur. A value from the URL is offered even where it no longer does. */
export function FacetSelect({ name, value, values = [], onChange }: FacetSelectProps) {
  const offered = value === undefined || values.includes(value) ? values : [value, ...values];
  return (
    <Select
      label={`Filter by ${name}`}
      className={value === undefined ? (styles.select ?? '') : `${styles.select} ${styles.chosen}`}
      value={value === undefined ? ANY : PREFIX + value}
      options={[
        { value: ANY, label: `Any ${name}` },
        ...offered.map((each) => ({ value: PREFIX + each, label: displayText(each, 60) })),
      ]}
      onChange={(chosen) => onChange(chosen === ANY ? undefined : chosen.slice(PREFIX.length))}
    />
  );
}
