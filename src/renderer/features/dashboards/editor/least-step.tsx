import { useState } from 'react';
import { formatDuration, parseDuration } from '../../../../shared/dashboard/index.ts';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './panel-editor.module.css';

interface LeastStepProps {
  readonly label: string;
  /** Milliseconds; null: as the width allows. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** The least time between two points, as PromQL writes a duration. */
export function LeastStep({ label, value, onChange }: LeastStepProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : formatDuration(value));
  const isDuration = text.trim() === '' || parseDuration(text.trim()) !== null;
  return (
    <TextField
      label={label}
      hideLabel
      monospace
      className={styles.step}
      placeholder="Step: auto"
      title="The least time between two points: 30s, 1m"
      value={text}
      maxLength={20}
      error={isDuration ? undefined : 'As 30s or 1m.'}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = parseDuration(target.value.trim());
        if (next !== null || target.value.trim() === '') onChange(next);
      }}
      onBlur={() => (isDuration ? setTyped(null) : undefined)}
    />
  );
}
