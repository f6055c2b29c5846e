import { useSortable } from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import { memo, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './sortable-list.module.css';

interface SortableRowProps<Item> {
  readonly id: string;
  readonly name: string;
  readonly item: Item;
  readonly index: number;
  /** How many rows there are. */
  readonly count: number;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (item: Item, index: number, handle: ReactNode) => ReactNode;
}

function DrawnRow<Item>({ id, name, item, index, count, onMove, children }: SortableRowProps<Item>) {
  const { attributes, listeners, transform, transition, isDragging, setNodeRef, setActivatorNodeRef } =
    useSortable({ id });
  const onKeyDown = (event: KeyboardEvent) => {
    // It leaves the row where it was, and nothing else: pages have Escape too.
    if (isDragging && event.key === 'Escape') event.preventDefault();
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (!event.altKey || step === null) {
      listeners?.onKeyDown?.(event);
      return;
    }
    event.preventDefault();
    const to = index + step;
    if (to >= 0 && to < count) onMove(index, to);
  };
  const handle = (
    <button
      type="button"
      ref={setActivatorNodeRef}
      className={styles.handle}
      {...attributes}
      {...listeners}
      onKeyDown={onKeyDown}
      aria-label={`Move ${name}`}
      title="Drag, or Alt and an arrow key"
    >
      <GripVertical aria-hidden />
    </button>
  );
  return (
    <li
      ref={setNodeRef}
      className={classNames(styles.row, isDragging && styles.dragging)}
      style={{
        transform: transform === null ? undefined : `translateY(${transform.y}px)`,
        transition,
      }}
    >
      {children(item, index, handle)}
    </li>
  );
}

/** While a long list is edited, only the rows that change are drawn again. */
export const SortableRow = memo(DrawnRow) as typeof DrawnRow;
