import { Toggle } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './toggle-button.module.css';

export interface ToggleButtonProps {
  /** Its name, where its text may be hidden for want of room. */
  readonly label?: string;
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly icon?: ReactNode;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A button that stays down: a way of looking that is on or off. */
export function ToggleButton({ label, pressed, onChange, icon, title, children }: ToggleButtonProps) {
  return (
    <Toggle.Root
      pressed={pressed}
      onPressedChange={onChange}
      aria-label={label}
      title={title}
      className={styles.toggle}
    >
      {icon}
      {children}
    </Toggle.Root>
  );
}
