import { useSortable } from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './sortable-list.module.css';

interface SortableRowProps {
  readonly id: string;
  readonly name: string;
  /** One place up or down. */
  readonly onStep: (step: -1 | 1) => void;
  readonly children: (handle: ReactNode) => ReactNode;
}

export function SortableRow({ id, name, onStep, children }: SortableRowProps) {
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
    onStep(step);
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
      {children(handle)}
    </li>
  );
}
