import type { Field } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { NumberOrNone } from './number-or-none.tsx';
import styles from './panel-editor.module.css';
import { unitOptions } from './unit-options.ts';

interface ValueFieldsProps {
  readonly field: Field;
  readonly onChange: (part: Partial<Field>) => void;
}

/** How values are written. */
export function ValueFields({ field, onChange }: ValueFieldsProps) {
  return (
    <section className={styles.section} aria-label="Values">
      <h2 className={styles.heading}>Values</h2>
      <Labelled label="Unit">
        <Select
          label="Unit"
          value={field.unit === '' ? 'short' : field.unit}
          options={unitOptions(field.unit)}
          onChange={(unit) => onChange({ unit })}
        />
      </Labelled>
      <div className={styles.pair}>
        <NumberOrNone label="Lowest" value={field.min} onChange={(min) => onChange({ min })} />
        <NumberOrNone label="Highest" value={field.max} onChange={(max) => onChange({ max })} />
      </div>
      <div className={styles.pair}>
        <NumberOrNone
          label="Decimals"
          value={field.decimals}
          onChange={(value) =>
            onChange({ decimals: value === null ? null : Math.min(20, Math.max(0, Math.round(value))) })
          }
        />
        <TextField
          label="Without a value"
          maxLength={200}
          value={field.noValue}
          onChange={({ target }) => onChange({ noValue: target.value })}
        />
      </div>
    </section>
  );
}
