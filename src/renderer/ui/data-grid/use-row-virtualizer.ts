import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

const OVERSCAN = 12;
/** The head covers this much of the top while it sticks (data-grid.module.css). */
const HEAD_HEIGHT = 34;

/** Which rows are in sight. */
export function useRowVirtualizer(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
  rowHeight: number,
) {
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return virtualizer;
}
