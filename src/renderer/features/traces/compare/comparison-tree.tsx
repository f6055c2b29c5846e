import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import styles from './comparison-tree.module.css';
import type { Comparison } from './comparison.ts';
import { ComparisonRow } from './comparison-row.tsx';

const ROW_HEIGHT = 30;

interface ComparisonTreeProps {
  readonly comparison: Comparison;
  /** The places shown, ascending; null for all. */
  readonly places: readonly number[] | null;
  readonly selected: number | null;
  readonly onSelect: (place: number) => void;
}

/** The merged tree with the figures of both sides; only the rows in sight exist. */
export function ComparisonTree({ comparison, places, selected, onSelect }: ComparisonTreeProps) {
  const { tree } = comparison;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const count = places?.length ?? tree.count;
  const indexOf = useMemo(
    () => (places === null ? null : new Map(places.map((place, index) => [place, index]))),
    [places],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const placeAt = (index: number) => (places === null ? index : (places[index] ?? 0));
  const selectedIndex = selected === null ? -1 : indexOf === null ? selected : (indexOf.get(selected) ?? -1);
  useEffect(() => {
    if (selectedIndex !== -1) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [virtualizer, selectedIndex]);
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);
  const items = virtualizer.getVirtualItems();

  const move = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const target = targetOf(event.key, selectedIndex, count, pageRows);
    if (target === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(placeAt(Math.min(Math.max(target, 0), count - 1)));
  };
  return (
    <div className={styles.frame}>
      <div className={styles.head} aria-hidden>
        <span>Step</span>
        <span className={styles.duration}>Time A</span>
        <span className={styles.duration}>B</span>
        <span className={styles.duration}>Change</span>
        <span className={styles.tokens}>Tokens A</span>
        <span className={styles.tokens}>B</span>
        <span className={styles.cost}>Cost A</span>
        <span className={styles.cost}>B</span>
      </div>
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label="Both traces, aligned"
        aria-activedescendant={
          items.some(({ index }) => index === selectedIndex) ? `${id}-${selected ?? ''}` : undefined
        }
        className={styles.scroller}
        onKeyDown={move}
      >
        <div role="presentation" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <ComparisonRow
              key={placeAt(index)}
              id={`${id}-${placeAt(index)}`}
              comparison={comparison}
              place={placeAt(index)}
              top={start}
              isSelected={index === selectedIndex}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function targetOf(key: string, from: number, count: number, pageRows: number): number | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return from + 1;
    case 'k':
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + pageRows;
    case 'PageUp':
      return from - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
