import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import styles from './banner.module.css';

export interface BannerProps {
  readonly tone: 'warning' | 'error' | 'accent';
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A message about the whole page, across its top. */
export function Banner({ tone, icon, actions, children }: BannerProps) {
  return (
    <div role="status" className={classNames(styles.banner, styles[tone])}>
      {icon}
      <div className={styles.text}>{children}</div>
      {actions}
    </div>
  );
}
