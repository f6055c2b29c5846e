import { Switch as Radix } from 'radix-ui';
import styles from './switch.module.css';

export interface SwitchProps {
  /** What it switches. */
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Something that is on or off, and takes effect when it is moved. */
export function Switch({ label, checked, disabled = false, onChange }: SwitchProps) {
  return (
    <Radix.Root
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className={styles.track}
    >
      <Radix.Thumb className={styles.thumb} />
    </Radix.Root>
  );
}
