import { Keys } from '../ui/kbd.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { SearchBox } from './search-box.tsx';
import { useShellStore } from './shell-store.ts';
import styles from './toolbar.module.css';

/** At the right end of every top bar. */
export function Toolbar() {
  const show = useShellStore((store) => store.show);
  return (
    <>
      <SearchBox />
      <Tooltip content="Command palette">
        <button
          type="button"
          aria-label="Command palette"
          className={styles['palette']}
          onClick={() => show('palette')}
        >
          <Keys keys="Mod+K" />
        </button>
      </Tooltip>
    </>
  );
}
