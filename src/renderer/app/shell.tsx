import { Outlet } from '@tanstack/react-router';
import { AlertNotices } from '../features/alerts/alert-notices.tsx';
import { useConnection } from '../lib/connection-store.ts';
import { PageToolbar } from '../ui/page-toolbar.ts';
import { Toaster } from '../ui/toaster.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { EngineFailedPage } from './engine-failed-page.tsx';
import { KeyboardMapDialog } from './keyboard-map-dialog.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { Toolbar } from './toolbar.tsx';
import { UnauthorisedPage } from './unauthorised-page.tsx';
import { useMenuCommands } from './use-menu-commands.ts';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

/** Everything around the pages. */
export function Shell() {
  const connection = useConnection();
  useShellShortcuts();
  useMenuCommands();
  if (connection.status === 'unauthorised') return <UnauthorisedPage />;
  if (connection.status === 'failed')
    return <EngineFailedPage failure={connection.failure} output={connection.output} />;
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <Rail />
      <div className={styles.page}>
        <ConnectionBanner />
        <PageToolbar value={<Toolbar />}>
          <Outlet />
        </PageToolbar>
      </div>
      <CommandPalette />
      <KeyboardMapDialog />
      <AlertNotices />
      <Toaster />
    </div>
  );
}
