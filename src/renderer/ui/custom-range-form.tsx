import { useState, type SyntheticEvent } from 'react';
import { boundsOf, type TimeRange } from '../lib/time-range.ts';
import { Button } from './button.tsx';
import styles from './custom-range-form.module.css';
import { TextField } from './text-field.tsx';

export interface CustomRangeFormProps {
  /** What is there to begin with. */
  readonly range: TimeRange;
  readonly onApply: (from: Date, to: Date) => void;
}

/** A range typed by hand, in the user's zone. */
export function CustomRangeForm({ range, onApply }: CustomRangeFormProps) {
  const [from, setFrom] = useState(() => toLocalInput(boundsOf(range, Date.now()).from));
  const [to, setTo] = useState(() => toLocalInput(boundsOf(range, Date.now()).to));
  const start = new Date(from);
  const end = new Date(to);
  const isComplete = !Number.isNaN(start.getTime()) && !Number.isNaN(end.getTime());
  const isOrdered = isComplete && start < end;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isOrdered) onApply(start, end);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label="From"
        type="datetime-local"
        step={1}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label="To"
        type="datetime-local"
        step={1}
        value={to}
        error={isComplete && !isOrdered ? 'The end is not after the start.' : undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" variant="primary" size="small" disabled={!isOrdered}>
        Show this range
      </Button>
    </form>
  );
}

/** An ISO time in the form that datetime-local fields take. */
function toLocalInput(iso: string): string {
  const date = new Date(iso);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
