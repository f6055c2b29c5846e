import { Select, type SelectProps } from '../../ui/select.tsx';
import styles from './limit-dialog.module.css';

/** A choice with its name above, as text fields have theirs. */
export function LabelledSelect<T extends string>(props: SelectProps<T>) {
  return (
    <div className={styles.choice}>
      <span className={styles.label}>{props.label}</span>
      <Select {...props} />
    </div>
  );
}
