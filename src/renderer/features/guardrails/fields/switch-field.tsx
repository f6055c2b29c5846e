import { Switch } from '../../../ui/switch.tsx';
import styles from './fields.module.css';

export interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch with its name, and what it means, beside it. */
export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
  return (
    <div className={styles.switch}>
      <Switch label={label} checked={checked} onChange={onChange} />
      <span>
        {label}
        {hint !== undefined && <span className={styles.hint}> {hint}</span>}
      </span>
    </div>
  );
}
