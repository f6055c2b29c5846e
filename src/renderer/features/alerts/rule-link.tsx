import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './rule-link.module.css';

export interface RuleLinkProps {
  /** The id of its group. */
  readonly group: string;
  /** The key of the rule; undefined: the group as a whole. */
  readonly rule?: string | undefined;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/** Leads to a rule or a group on the tab of rules. */
export function RuleLink({ group, rule, icon, children }: RuleLinkProps) {
  return (
    <Link
      to="/alerts"
      search={(search) => ({ ...search, tab: 'rules' as const, alert: undefined, group, rule })}
      className={styles.link}
    >
      {icon} {children}
    </Link>
  );
}
