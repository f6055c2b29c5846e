import { useMemo } from 'react';
import { useAppearance } from '../../lib/appearance-store.ts';

/** The height of a row in pixels, which the density decides. */
export function useRowHeight(): number {
  const density = useAppearance((appearance) => appearance.density);
  return useMemo(() => {
    const root = document.documentElement;
    // The attribute may be set after this render; the token of the density asked for counts.
    root.dataset.density = density;
    return Number.parseFloat(getComputedStyle(root).getPropertyValue('--row-height')) || 32;
  }, [density]);
}
