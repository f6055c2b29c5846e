import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { clampOffset, scrollSpace } from './scroll-space.ts';

export interface RowScroll {
  /** How far the rows are scrolled, in pixels of rows. */
  readonly offset: number;
  /** The height of the element that scrolls. */
  readonly height: number;
  readonly onScroll: () => void;
  readonly scrollTo: (offset: number) => void;
}

/** Scrolls rows of any height together: natively, except where they are higher than an element may be. */
export function useRowScroll(
  ref: RefObject<HTMLElement | null>,
  contentHeight: number,
  viewHeight: number,
): RowScroll {
  const space = useMemo(() => scrollSpace(contentHeight, viewHeight), [contentHeight, viewHeight]);
  const [offset, setOffset] = useState(0);
  /** Where this put the scrollbar itself: the event that follows says nothing new. */
  const placed = useRef(0);

  const scrollTo = useCallback(
    (wanted: number) => {
      const element = ref.current;
      if (element === null) return;
      const next = clampOffset(wanted, space);
      element.scrollTop = next / space.ratio;
      placed.current = element.scrollTop;
      setOffset(next);
    },
    [ref, space],
  );
  const onScroll = useCallback(() => {
    const top = ref.current?.scrollTop ?? 0;
    if (space.ratio > 1 && Math.abs(top - placed.current) < 1) return;
    placed.current = top;
    setOffset(clampOffset(top * space.ratio, space));
  }, [ref, space]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || space.ratio === 1) return undefined;
    // A turn of the wheel moves by as many rows as in any other trace.
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.deltaY === 0) return;
      event.preventDefault();
      setOffset((current) => {
        const next = clampOffset(current + event.deltaY, space);
        element.scrollTop = next / space.ratio;
        placed.current = element.scrollTop;
        return next;
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, space]);

  return { offset: clampOffset(offset, space), height: space.height, onScroll, scrollTo };
}
