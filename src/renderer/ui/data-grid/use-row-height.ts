import { useMemo } from 'react';
import { useAppearance } from '../../lib/appearance-store.ts';

/** The height of a row in pixels, which the density decides. */
export function useRowHeight(): number {
  const density = useAppearance((appearance) => appearance.density);
  // The density is on the root element by the time its store tells components (lib/appearance-store.ts).
  return useMemo(() => rowHeightOf(density), [density]);
}

const FALLBACKS = { comfortable: 36, compact: 28 };

function rowHeightOf(density: keyof typeof FALLBACKS): number {
  const token = getComputedStyle(document.documentElement).getPropertyValue('--row-height');
  return Number.parseFloat(token) || FALLBACKS[density];
}
