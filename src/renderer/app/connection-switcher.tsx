import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, Copy, Settings } from 'lucide-react';
import { useConnection, type ConnectionState } from '../lib/connection-store.ts';
import { useTRPC } from '../lib/engine-client.ts';
import { StatusDot, type Tone } from '../ui/badge.tsx';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import styles from './connection-switcher.module.css';
import { copyAndTell } from './copy-and-tell.ts';

const STATES: Record<ConnectionState['status'], { tone: Tone; label: string }> = {
  connecting: { tone: 'neutral', label: 'connecting' },
  live: { tone: 'ok', label: 'connected' },
  lost: { tone: 'warning', label: 'reconnecting' },
  unauthorised: { tone: 'error', label: 'not signed in' },
  failed: { tone: 'error', label: 'not running' },
};

/** Which deployment the console shows. So far there is one: the engine it came with. */
export function ConnectionSwitcher({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const { tone, label } = STATES[useConnection().status];
  const navigate = useNavigate();
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions()).data;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={isCollapsed ? `Local sandbox, local · ${label}` : undefined}
          className={styles[isCollapsed ? 'small' : 'switcher']}
        >
          <span className={styles.mark}>
            <BrandMark size={26} />
            <span className={styles.dot}>
              <StatusDot tone={tone} pulsing={tone === 'warning'} />
            </span>
          </span>
          {!isCollapsed && (
            <>
              <span className={styles.name}>
                <span className={styles.title}>Local sandbox</span>
                <span className={styles.state}>local · {label}</span>
              </span>
              <ChevronsUpDown aria-hidden className={styles.chevron} />
            </>
          )}
        </button>
      }
    >
      <MenuLabel>Local sandbox · {label}</MenuLabel>
      {info !== undefined && (
        <>
          <MenuItem icon={<Copy />} onSelect={() => copyAndTell(info.gatewayUrl, 'Gateway address')}>
            Copy gateway address
          </MenuItem>
          <MenuItem icon={<Copy />} onSelect={() => copyAndTell(info.otlpUrl, 'OTLP address')}>
            Copy OTLP address
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: '/settings' })}>
        Settings
      </MenuItem>
    </Menu>
  );
}
