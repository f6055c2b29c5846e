import { RefreshCw } from 'lucide-react';
import { REFRESH_INTERVALS } from '../../../shared/dashboard/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './refresh-picker.module.css';

interface RefreshPickerProps {
  /** Seconds; null: only by hand. */
  readonly seconds: number | null;
  readonly onChange: (seconds: number | null) => void;
  readonly onRefresh: () => void;
}

/** How often a dashboard asks anew, and a button to do it now. */
export function RefreshPicker({ seconds, onChange, onRefresh }: RefreshPickerProps) {
  const intervals = REFRESH_INTERVALS.some((each) => each === seconds)
    ? REFRESH_INTERVALS
    : [...REFRESH_INTERVALS, seconds];
  return (
    <div className={styles.picker}>
      <IconButton label="Refresh now" shortcut="r" icon={<RefreshCw aria-hidden />} onClick={onRefresh} />
      <Select
        label="Refresh every"
        value={String(seconds ?? 'off')}
        options={intervals.map((each) => ({ value: String(each ?? 'off'), label: intervalText(each) }))}
        onChange={(value) => onChange(value === 'off' ? null : Number(value))}
      />
    </div>
  );
}

export function intervalText(seconds: number | null): string {
  if (seconds === null) return 'Off';
  return seconds % 60 === 0 ? `${seconds / 60} m` : `${seconds} s`;
}
