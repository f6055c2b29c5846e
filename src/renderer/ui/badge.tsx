import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warning' | 'error';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', title, children }: BadgeProps) {
  return (
    <span title={title} className={classNames(styles.badge, styles[tone])}>
      {children}
    </span>
  );
}

export interface StatusDotProps {
  readonly tone: Tone;
  /** Colour is never the only sign: what the dot means. Omit where text beside it says it. */
  readonly label?: string;
  readonly pulsing?: boolean;
}

export function StatusDot({ tone, label, pulsing = false }: StatusDotProps) {
  return (
    <span
      className={classNames(styles.dot, styles[`dot-${tone}`], pulsing && styles.pulsing)}
      {...(label === undefined
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': label, title: label })}
    />
  );
}
