import { useState, type DragEvent } from 'react';
import type { RowData } from '@tanstack/react-table';
import { classNames } from '../../lib/class-names.ts';
import type { GridColumn } from './grid-column.ts';
import { moveColumn, type GridLayout } from './grid-layout.ts';
import type { GridTable } from './use-grid-table.ts';
import styles from './data-grid.module.css';

interface GridHeaderProps<Row extends RowData> {
  readonly table: GridTable<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly onChange: (change: (layout: GridLayout) => Partial<GridLayout>) => void;
}

/** The head of a grid: drag a name to move its column, its right edge to resize it, double-click the edge to undo that. */
export function GridHeader<Row extends RowData>({ table, columns, onChange }: GridHeaderProps<Row>) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const endDrag = () => {
    setDragged(null);
    setTarget(null);
  };
  const onDrop = (event: DragEvent, id: string) => {
    event.preventDefault();
    if (dragged !== null) onChange(({ order }) => ({ order: moveColumn(order, dragged, id) }));
    endDrag();
  };
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.headRow)}>
        {headers.map((header) => {
          const column = columns.find(({ id }) => id === header.column.id);
          const { id } = header.column;
          return (
            <div
              key={id}
              role="columnheader"
              draggable={!header.column.getIsResizing()}
              className={classNames(
                styles.headCell,
                column?.align === 'end' && styles.end,
                id === dragged && styles.dragged,
                id === target && id !== dragged && styles.dropTarget,
              )}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(id);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setTarget(id);
              }}
              onDrop={(event) => onDrop(event, id)}
              onDragEnd={endDrag}
            >
              <span className={styles.headText}>{column?.header}</span>
              <span
                className={classNames(styles.resizer, header.column.getIsResizing() && styles.resizing)}
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
