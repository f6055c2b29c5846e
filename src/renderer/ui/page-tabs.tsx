import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './page-tabs.module.css';

export interface PageTab {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
}

/** Pages that belong together, in the place of the title. Each is a page of its own with its own address. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, label: text }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={styles.tab}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
