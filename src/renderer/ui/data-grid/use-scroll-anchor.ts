import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { GridRows } from './grid-rows.ts';

/**
 * Keeps what is being read where it is: rows that come in above it move the scroll position, not the rows.
 * At the very top nothing is held, so that new rows are seen to arrive.
 */
export function useScrollAnchor<Row>(
  scroller: RefObject<HTMLElement | null>,
  rows: GridRows<Row>,
  rowHeight: number,
  base: number,
): void {
  const anchor = useRef<{ key: string; index: number } | null>(null);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const keyAt = (index: number) => {
      const row = rows.at(index);
      return row === undefined ? undefined : rows.keyOf(row);
    };
    const held = anchor.current;
    if (held !== null && keyAt(held.index) !== held.key) {
      const index = rows.indexOf(held.key);
      if (index !== -1) element.scrollBy(0, (index - held.index) * rowHeight);
    }
    const remember = () => {
      const index = base + Math.floor(element.scrollTop / rowHeight);
      const key = keyAt(index);
      anchor.current = element.scrollTop < 1 || key === undefined ? null : { key, index };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, rows, rowHeight, base]);
}
