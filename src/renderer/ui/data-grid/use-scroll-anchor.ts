import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps what is being read where it is: rows that come in above it move the scroll position, not the rows.
 * At the very top nothing is held, so that new rows are seen to arrive.
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
  rowHeight: number,
): void {
  const anchor = useRef<{ key: string; index: number } | null>(null);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const held = anchor.current;
    if (held !== null && keys[held.index] !== held.key) {
      const index = keys.indexOf(held.key);
      if (index !== -1) element.scrollBy(0, (index - held.index) * rowHeight);
    }
    const remember = () => {
      const index = Math.floor(element.scrollTop / rowHeight);
      const key = keys[index];
      anchor.current = element.scrollTop < 1 || key === undefined ? null : { key, index };
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, keys, rowHeight]);
}
