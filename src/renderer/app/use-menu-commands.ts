import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { MenuCommand } from '../../shared/bridge.ts';
import { useAppearance } from '../lib/appearance-store.ts';
import { bridge } from '../lib/bridge.ts';
import { requestExport } from '../lib/export-request.ts';
import { showToast } from '../ui/toast-store.ts';
import { useShellStore } from './shell-store.ts';

/** Does what the desktop's menu asks for. */
export function useMenuCommands(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const { show } = useShellStore.getState();
    const { setTheme } = useAppearance.getState();
    const commands: Record<MenuCommand, () => void> = {
      settings: () => void navigate({ to: '/settings' }),
      'command-palette': () => show('palette'),
      shortcuts: () => show('shortcuts'),
      'theme-system': () => setTheme('system'),
      'theme-light': () => setTheme('light'),
      'theme-dark': () => setTheme('dark'),
      export: () => {
        if (requestExport()) return;
        showToast({ tone: 'error', title: 'Nothing to export here', text: 'Open a trace, then export it.' });
      },
    };
    return bridge()?.onMenuCommand((command) => commands[command]());
  }, [navigate]);
}
