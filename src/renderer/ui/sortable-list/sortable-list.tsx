import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
  type UniqueIdentifier,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useMemo, type ReactNode } from 'react';
import { SortableRow } from './sortable-row.tsx';
import styles from './sortable-list.module.css';

export interface SortableListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly itemKey: (item: Item) => string;
  /** What an item is called when it is picked up and put down. */
  readonly itemName: (item: Item) => string;
  readonly onMove: (from: number, to: number) => void;
  /**
   * `handle` is what it is moved by: it goes anywhere in the row. A row is drawn again when its item, this function or `onMove`
   * is another: of long lists both are to stay the same while nothing of the other rows changes.
   */
  readonly children: (item: Item, index: number, handle: ReactNode) => ReactNode;
}

/** How far the pointer goes before a press is a drag: a click on the handle is none. */
const DRAG_DISTANCE_PX = 4;
const POINTER = { activationConstraint: { distance: DRAG_DISTANCE_PX } };
const KEYBOARD = { coordinateGetter: sortableKeyboardCoordinates };

/**
 * A list whose order people decide: by dragging the handles, by Space and the arrow keys on them, or at once by Alt and an
 * arrow key.
 */
export function SortableList<Item>(props: SortableListProps<Item>) {
  const { label, items, itemKey, itemName, onMove, children } = props;
  const sensors = useSensors(useSensor(PointerSensor, POINTER), useSensor(KeyboardSensor, KEYBOARD));
  const keys = useSame(items.map(itemKey));
  const nameOf = (id: UniqueIdentifier) => {
    const item = items[keys.indexOf(String(id))];
    return item === undefined ? '' : itemName(item);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const from = keys.indexOf(String(active.id));
    const to = over === null ? -1 : keys.indexOf(String(over.id));
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements: announcementsOf(keys, nameOf), screenReaderInstructions: INSTRUCTIONS }}
    >
      <SortableContext items={keys} strategy={verticalListSortingStrategy}>
        <ol aria-label={label} className={styles.list}>
          {items.map((item, index) => (
            <SortableRow
              key={itemKey(item)}
              id={itemKey(item)}
              name={itemName(item)}
              item={item}
              index={index}
              count={items.length}
              onMove={onMove}
            >
              {children}
            </SortableRow>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

/** The keys as they were, while they are the same: every row listens to them. */
function useSame(keys: string[]): string[] {
  const text = JSON.stringify(keys);
  return useMemo(() => JSON.parse(text) as string[], [text]);
}

const INSTRUCTIONS = {
  draggable:
    'Press Space to pick it up, the arrow keys to move it, Space again to put it down and Escape to leave it where it was; or Alt and an arrow key to move it at once.',
};

function announcementsOf(keys: readonly string[], nameOf: (id: UniqueIdentifier) => string): Announcements {
  const place = (id: UniqueIdentifier) => `place ${keys.indexOf(String(id)) + 1} of ${keys.length}`;
  return {
    onDragStart: ({ active }) => `${nameOf(active.id)} picked up, ${place(active.id)}.`,
    onDragOver: ({ active, over }) =>
      over === null ? undefined : `${nameOf(active.id)} is over ${place(over.id)}.`,
    onDragEnd: ({ active, over }) =>
      over === null ? undefined : `${nameOf(active.id)} put down, ${place(over.id)}.`,
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
  };
}
