import 'react-grid-layout/css/styles.css';
import { Move } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { GridLayout, useContainerWidth, type Layout } from 'react-grid-layout';
import { classNames } from '../../lib/class-names.ts';
import { moved, resized, stepOf } from './move-by-keys.ts';
import styles from './panel-grid.module.css';

/** Below this width items stand one under the other and stay where they are. */
const NARROW = 640;
const GAP = 8;
/** The class of what an item is dragged by. */
export const GRID_HANDLE = 'panel-grid-handle';

export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PanelGridItem {
  readonly id: string;
  /** Said to assistive technology where the item is moved. */
  readonly label: string;
  readonly place: GridPlace;
  /** It keeps its size, as a heading does. */
  readonly isFixedSize?: boolean;
  readonly content: ReactNode;
}

export interface PanelGridProps {
  readonly items: readonly PanelGridItem[];
  readonly columns: number;
  /** Pixels. */
  readonly rowHeight: number;
  readonly isEditable: boolean;
  /** Where all of them are after one was moved or resized. */
  readonly onChange: (places: ReadonlyMap<string, GridPlace>) => void;
}

/** Items on a grid, which can be dragged, resized, and moved with the keyboard. */
export function PanelGrid({ items, columns, rowHeight, isEditable, onChange }: PanelGridProps) {
  // Otherwise panels would first be laid out for some other width, and slide from there into their places.
  const { width, containerRef, mounted } = useContainerWidth({ measureBeforeMount: true });
  const [said, setSaid] = useState('');
  const isNarrow = width < NARROW;
  const layout = isNarrow ? stacked(items) : items.map((item) => layoutItem(item));
  const report = (next: Layout) => onChange(new Map(next.map(({ i, x, y, w, h }) => [i, { x, y, w, h }])));
  const canMove = isEditable && !isNarrow;
  const onKey = (item: PanelGridItem) => (event: KeyboardEvent) => {
    const step = stepOf(event.key);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    const isResize = event.shiftKey && item.isFixedSize !== true;
    const next = (isResize ? resized : moved)(layout, item.id, step, columns);
    const place = next.find(({ i }) => i === item.id);
    if (place !== undefined)
      setSaid(`${item.label}: column ${place.x + 1}, row ${place.y + 1}, ${place.w} wide, ${place.h} high`);
    report(next);
  };
  return (
    <div ref={containerRef} className={classNames(styles.grid, canMove && styles.editable)}>
      {mounted && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{
            cols: isNarrow ? 1 : columns,
            rowHeight,
            margin: [GAP, GAP],
            containerPadding: [0, 0],
          }}
          dragConfig={{
            enabled: canMove,
            handle: `.${GRID_HANDLE}`,
            cancel: 'button, a, input',
            threshold: 4,
          }}
          resizeConfig={{ enabled: canMove, handles: ['se', 's', 'e'] }}
          onDragStop={report}
          onResizeStop={report}
        >
          {items.map((item) => (
            <div key={item.id} className={styles.item} data-panel={item.id}>
              {item.content}
              {canMove && (
                <button
                  type="button"
                  className={styles.mover}
                  aria-label={`Move ${item.label}: arrows move, Shift and arrows resize`}
                  title="Arrows move, Shift and arrows resize"
                  onKeyDown={onKey(item)}
                >
                  <Move aria-hidden />
                </button>
              )}
            </div>
          ))}
        </GridLayout>
      )}
      <p className={styles.said} aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function layoutItem({ id, place, isFixedSize = false }: PanelGridItem) {
  return {
    i: id,
    ...place,
    minW: 2,
    minH: isFixedSize ? 1 : 2,
    ...(isFixedSize ? { isResizable: false } : {}),
  };
}

function stacked(items: readonly PanelGridItem[]): Layout {
  const inOrder = [...items].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  let y = 0;
  return inOrder.map(({ id, place }) => {
    const item = { i: id, x: 0, y, w: 1, h: place.h };
    y += place.h;
    return item;
  });
}
