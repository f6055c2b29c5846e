import { useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../lib/use-shortcuts.ts';
import { focusSearch } from './search-box.tsx';
import { useShellStore } from './shell-store.ts';

/** The keys that work on every page. */
export function useShellShortcuts(): void {
  const navigate = useNavigate();
  const { show, toggleRail } = useShellStore.getState();
  useShortcuts({
    'Mod+K': () => show('palette'),
    '?': () => show('shortcuts'),
    '/': focusSearch,
    '[': toggleRail,
    'g o': () => void navigate({ to: '/' }),
    'g t': () => void navigate({ to: '/traces' }),
    'g e': () => void navigate({ to: '/sessions' }),
    'g m': () => void navigate({ to: '/services' }),
    'g c': () => void navigate({ to: '/costs' }),
    'g p': () => void navigate({ to: '/policies' }),
    'g u': () => void navigate({ to: '/guardrails' }),
    'g r': () => void navigate({ to: '/routing' }),
    'g l': () => void navigate({ to: '/limits' }),
    'g d': () => void navigate({ to: '/dashboards' }),
    'g h': () => void navigate({ to: '/health' }),
    'g i': () => void navigate({ to: '/load' }),
    'g a': () => void navigate({ to: '/alerts' }),
    'g f': () => void navigate({ to: '/flags' }),
    'g s': () => void navigate({ to: '/settings' }),
  });
}
