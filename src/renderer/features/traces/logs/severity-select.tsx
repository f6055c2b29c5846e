import { SEVERITIES, type Severity } from '../../../../shared/log-record.ts';
import { formatCount } from '../../../lib/format.ts';
import { Select } from '../../../ui/select.tsx';
import styles from './severity-select.module.css';

interface SeveritySelectProps {
  /** `unspecified` shows all. */
  readonly value: Severity;
  readonly counts: Record<Severity, number>;
  readonly onChange: (severity: Severity) => void;
}

/** From which severity on logs are shown, with how many that would be. */
export function SeveritySelect({ value, counts, onChange }: SeveritySelectProps) {
  const options = SEVERITIES.map((severity, index) => {
    const count = SEVERITIES.slice(index).reduce((sum, each) => sum + counts[each], 0);
    const name =
      severity === 'unspecified'
        ? 'All severities'
        : severity === 'fatal'
          ? 'fatal'
          : `${severity} and above`;
    return { value: severity, label: `${name} (${formatCount(count)})` };
  });
  return (
    <Select
      label="Severity"
      size="small"
      className={styles.select}
      value={value}
      options={options}
      onChange={onChange}
    />
  );
}
