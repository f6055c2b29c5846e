import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './segmented-control.module.css';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Its name, where the label is not text. */
  readonly name?: string;
}

export interface SegmentedControlProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly segments: readonly Segment<T>[];
  readonly onChange: (value: T) => void;
}

/** A choice of few, all of them visible. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const { label, value, segments, onChange } = props;
  const choose = (next: string) => {
    const segment = segments.find((candidate) => candidate.value === next);
    if (segment !== undefined) onChange(segment.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value ?? ''}
      onValueChange={choose}
      className={styles.group}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.name}
          className={styles.segment}
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
