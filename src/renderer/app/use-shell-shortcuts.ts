import { useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../lib/use-shortcuts.ts';
import { PAGES, SETTINGS_PAGE, SIDE_PAGES } from './navigation.ts';
import { focusSearch } from './search-box.tsx';
import { useShellStore } from './shell-store.ts';

const ALL_PAGES = [...PAGES, ...SIDE_PAGES, SETTINGS_PAGE];

/** The keys that work on every page. */
export function useShellShortcuts(): void {
  const navigate = useNavigate();
  const { show, toggleRail } = useShellStore.getState();
  useShortcuts({
    'Mod+K': () => show('palette'),
    '?': () => show('shortcuts'),
    '/': focusSearch,
    '[': toggleRail,
    ...Object.fromEntries(ALL_PAGES.map(({ keys, to }) => [keys, () => void navigate({ to })])),
  });
}
