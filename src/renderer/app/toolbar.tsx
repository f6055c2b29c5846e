import { Command } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { SearchBox } from './search-box.tsx';
import { useShellStore } from './shell-store.ts';

/** At the right end of every top bar. */
export function Toolbar() {
  const show = useShellStore((store) => store.show);
  return (
    <>
      <SearchBox />
      <IconButton
        label="Command palette"
        shortcut="Mod+K"
        icon={<Command aria-hidden />}
        onClick={() => show('palette')}
      />
    </>
  );
}
