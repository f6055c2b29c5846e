import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './tab-scroller.module.css';

const NOTHING = { before: false, after: false };
const STEP_SHARE = 0.6;

/**
 * Holds a list of tabs that may be wider than its place. Where tabs are out of sight, a button leads to them; the
 * arrow keys reach every tab anyhow, so the buttons are for the pointer alone.
 */
export function TabScroller({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const [beyond, setBeyond] = useState(NOTHING);

  const measure = () => {
    const box = ref.current;
    if (box === null) return;
    const before = box.scrollLeft > 1;
    const after = box.scrollLeft + box.clientWidth < box.scrollWidth - 1;
    setBeyond((known) => (known.before === before && known.after === after ? known : { before, after }));
  };
  // Other tabs come with another render, another width without one.
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    if (ref.current === null) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  const scroll = (direction: 1 | -1) =>
    ref.current?.scrollBy({ left: direction * STEP_SHARE * ref.current.clientWidth });

  return (
    <div className={styles.scroller}>
      {beyond.before && (
        <button type="button" tabIndex={-1} aria-hidden className={styles.before} onClick={() => scroll(-1)}>
          <ChevronLeft aria-hidden />
        </button>
      )}
      <div ref={ref} className={styles.view} onScroll={measure}>
        {children}
      </div>
      {beyond.after && (
        <button type="button" tabIndex={-1} aria-hidden className={styles.after} onClick={() => scroll(1)}>
          <ChevronRight aria-hidden />
        </button>
      )}
    </div>
  );
}
