import { Toggle } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './toggle-button.module.css';

export interface ToggleButtonProps {
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly icon?: ReactNode;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A button that stays down: a way of looking that is on or off. */
export function ToggleButton({ pressed, onChange, icon, title, children }: ToggleButtonProps) {
  return (
    <Toggle.Root pressed={pressed} onPressedChange={onChange} title={title} className={styles['toggle']}>
      {icon}
      {children}
    </Toggle.Root>
  );
}
