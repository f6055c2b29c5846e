import { Switch } from '../../../ui/switch.tsx';
import styles from './panel-editor.module.css';

interface OnOffProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function OnOff({ label, checked, onChange }: OnOffProps) {
  return (
    <div className={styles.switch}>
      <span aria-hidden>{label}</span>
      <Switch label={label} checked={checked} onChange={onChange} />
    </div>
  );
}
