import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

const OVERSCAN = 12;
/** The head covers this much of the top while it sticks (data-grid.module.css). */
const HEAD_HEIGHT = 34;
/**
 * Browsers draw nothing beyond some 33 million pixels. So many pixels of rows exist at once; where there are more rows,
 * they are moved along before the person comes to the end.
 */
const MAX_HEIGHT = 24_000_000;

/** Which rows are in sight. Indexes are those of the whole list, however long it is. */
export function useRowVirtualizer(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const most = Math.floor(MAX_HEIGHT / rowHeight);
  const [wantedBase, setBase] = useState(0);
  const [pendingTop, setPendingTop] = useState<number | null>(null);
  const base = Math.max(0, Math.min(wantedBase, count - most));
  const shown = Math.min(count, most);
  const virtualizer = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useLayoutEffect(() => {
    if (pendingTop === null) return;
    scroller.current?.scrollTo({ top: pendingTop });
    setPendingTop(null);
  }, [pendingTop, scroller]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const moveTo = (nextBase: number) => {
    const bounded = Math.max(0, Math.min(nextBase, count - most));
    if (bounded === base) return;
    setBase(bounded);
    setPendingTop((scroller.current?.scrollTop ?? 0) - (bounded - base) * rowHeight);
  };
  const isNearEnd = last > shown * 0.95 && base + shown < count;
  const isNearStart = first < shown * 0.05 && base > 0;
  useEffect(() => {
    if (isNearEnd) moveTo(base + Math.floor(most / 2));
    else if (isNearStart) moveTo(base - Math.floor(most / 2));
  });
  return {
    /** What is to be drawn: the index in the list, and where it stands. */
    items: items.map(({ index, start, size }) => ({ index: base + index, start, size })),
    totalSize: virtualizer.getTotalSize(),
    /** The index of the row at the top of the list as it is drawn. */
    base,
    reveal: (index: number) => {
      if (index >= base && index < base + shown)
        return virtualizer.scrollToIndex(index - base, { align: 'auto' });
      const nextBase = Math.max(0, Math.min(index - Math.floor(most / 2), count - most));
      setBase(nextBase);
      setPendingTop((index - nextBase) * rowHeight);
    },
  };
}
