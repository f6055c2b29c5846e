import { Link, useLocation } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { ConnectionSwitcher } from './connection-switcher.tsx';
import { PAGES, SETTINGS_PAGE, type NavigationEntry } from './navigation.ts';
import styles from './rail.module.css';
import { useShellStore } from './shell-store.ts';
import { ExportProgress } from './export-progress.tsx';
import { WorkloadProgress } from './workload-progress.tsx';

/** The left rail: which deployment, and which pages. */
export function Rail() {
  const isCollapsed = useShellStore((store) => store.isRailCollapsed);
  const toggle = useShellStore((store) => store.toggleRail);
  return (
    <nav aria-label="Pages" className={classNames(styles.rail, isCollapsed && styles.collapsed)}>
      <ConnectionSwitcher isCollapsed={isCollapsed} />
      <ul className={styles.entries}>
        {PAGES.map((page) => (
          <RailEntry key={page.to} page={page} isCollapsed={isCollapsed} />
        ))}
      </ul>
      <div className={styles.foot}>
        <ExportProgress isCollapsed={isCollapsed} />
        <WorkloadProgress isCollapsed={isCollapsed} />
        <ul className={styles.entries}>
          <RailEntry page={SETTINGS_PAGE} isCollapsed={isCollapsed} />
        </ul>
        <IconButton
          label={isCollapsed ? 'Expand the rail' : 'Collapse the rail'}
          shortcut="["
          icon={isCollapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          onClick={toggle}
        />
      </div>
    </nav>
  );
}

interface RailEntryProps {
  readonly page: NavigationEntry;
  readonly isCollapsed: boolean;
}

function RailEntry({ page, isCollapsed }: RailEntryProps) {
  const Icon = page.icon;
  const isWithin = useLocation({
    select: ({ pathname }) => page.includes?.some((start) => pathname.startsWith(start)) === true,
  });
  return (
    <li>
      <Tooltip content={page.label} shortcut={page.keys} side="right">
        <Link
          to={page.to}
          activeOptions={{ exact: page.to === '/', includeSearch: false }}
          aria-label={page.label}
          className={classNames(styles.entry, isWithin && styles.within)}
        >
          <Icon aria-hidden />
          {!isCollapsed && <span>{page.label}</span>}
        </Link>
      </Tooltip>
    </li>
  );
}
