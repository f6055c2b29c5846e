import { useLocation } from '@tanstack/react-router';
import { SquareChevronRight } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { SearchBox } from './search-box.tsx';
import { useShellStore } from './shell-store.ts';

const PAGES_WITH_SEARCH: ReadonlySet<string> = new Set(['/traces']);

/** At the right end of every top bar. */
export function Toolbar() {
  const hasOwnSearch = useLocation({ select: ({ pathname }) => PAGES_WITH_SEARCH.has(pathname) });
  const show = useShellStore((store) => store.show);
  return (
    <>
      {!hasOwnSearch && <SearchBox />}
      <IconButton
        label="Command palette"
        shortcut="Mod+K"
        icon={<SquareChevronRight aria-hidden />}
        onClick={() => show('palette')}
      />
    </>
  );
}
